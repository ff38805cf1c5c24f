"""Widgets: show the rows they are given and report choices; never query the store."""
