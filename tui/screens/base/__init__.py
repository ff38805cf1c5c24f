"""Base of all screens: filtering, selection, editing, export, history."""
