"""The app: its start, its error handling, and what it does apart from the screens."""
