"""Settings, keys and paths of the person."""
