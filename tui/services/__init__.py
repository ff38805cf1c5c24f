"""What the app does for all screens: live updates, key queue, state, connection."""
