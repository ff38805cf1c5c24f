"""The store of commitments: rules, tables, queries and commands. Knows no front end."""

__version__ = "0.1.0"
