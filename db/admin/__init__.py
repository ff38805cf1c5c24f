"""Whole stores: backup, restore, copy, roles of a team."""
