"""The door to the store: opening, queries, commands, migrations, recovery."""
