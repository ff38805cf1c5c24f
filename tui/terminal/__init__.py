"""The terminal: its capabilities, signals, slow lines, the external editor."""
