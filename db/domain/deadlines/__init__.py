"""Deadlines as rules on named events: written, read, printed back, and worked out into dates."""
