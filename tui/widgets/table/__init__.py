"""Table for a million rows."""
