"""Questions about what waits for what."""
