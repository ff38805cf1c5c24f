"""What is said of a change that takes long to be saved. Pure."""

ON_ONE = "It is on this server; waiting for another to have it too."
"""Of a change that is on the server that writes, and on no other as yet."""
OTHERS = "Others are saving; waiting for them."
SOON = 2.0
"""Seconds that saving may take before it is asked why."""


def on_one(reason: str) -> bool:
    """Whether that was said since the change is on one server already, and on no other."""
    return reason == ON_ONE
