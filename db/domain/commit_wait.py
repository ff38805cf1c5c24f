"""Messages about a change that takes long to be saved. Pure."""

ON_ONE = "It is on this server; waiting for another to have it too."
"""Message for a change that is on the primary, and on no standby as yet."""
OTHERS = "Others are saving; waiting for them."
SOON = 2.0
"""Seconds that saving may take before the cause is asked for."""


def on_one(reason: str) -> bool:
    """Check whether the message is the one for a change on one server only."""
    return reason == ON_ONE
