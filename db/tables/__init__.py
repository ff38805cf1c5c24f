"""The tables of a store: `from db import tables as t` gives them all."""

from db.tables.definitions import *  # noqa: F403  the tables are this package
