"""The audit trail: writing it with each change, reading it, and comparing rows with it."""
