"""Hearing of others: their changes, and who is there."""
