"""Properties are checked without a time limit of their own: other work shares the machine."""

from hypothesis import settings

settings.register_profile("domain", deadline=None, database=None)
settings.load_profile("domain")
