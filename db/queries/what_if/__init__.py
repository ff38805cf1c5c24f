"""What would move if an event were at another time."""
