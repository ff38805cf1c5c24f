"""The terminal: what it can show, signals, slow lines, the external editor."""
