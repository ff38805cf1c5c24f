"""Dialogs: help, palette, menu, what-if, as-of."""
