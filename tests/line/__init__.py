"""A real program in a real pseudo-terminal: bad lines, poor terminals, signals."""
