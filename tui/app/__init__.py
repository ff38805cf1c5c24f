"""The app: its start, its errors, what it does beside the screens."""
