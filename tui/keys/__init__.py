"""Actions, their keys, and help."""
