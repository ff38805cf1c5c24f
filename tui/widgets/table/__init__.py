"""The table of a million rows."""
