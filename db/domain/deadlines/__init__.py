"""Deadlines as rules on named events: written, read, printed, and resolved to dates."""
