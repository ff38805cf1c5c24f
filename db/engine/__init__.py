"""Engines and connections: everything that depends on the kind of database."""
