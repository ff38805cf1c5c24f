"""Services of the app for all screens: live updates, key queue, state, connection."""
