"""Properties are checked without a time limit of their own: other work shares the machine."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "store",
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("store")
