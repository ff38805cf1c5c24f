"""Notices of other people: their changes, and their presence."""
