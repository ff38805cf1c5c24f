"""The store as it was at another moment, and what differs."""
