"""Agreements from TOML files, and the demo."""
