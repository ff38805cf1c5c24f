"""Actions, the keys that they are on, and help."""
