"""Engines and connections: everything that depends on which database it is."""
