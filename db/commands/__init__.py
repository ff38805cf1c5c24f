"""Requests for change: each one step of work, one line in the trail, one undo."""
