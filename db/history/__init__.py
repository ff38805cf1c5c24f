"""The store as of another time, and the differences between two times."""
