"""Widgets: show the rows they are given and tell what was chosen; never ask the store."""
