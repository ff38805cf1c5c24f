"""Queries of the store, and the frozen rows that they return."""
