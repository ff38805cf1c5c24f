"""Stores on PostgreSQL with the roles of a team, and the addresses of people who have one."""

from db.admin.provision import create
from tests.builders import open_store, small_agreement
from tests.postgresql import Server


def address(server: Server, database: str, role: str) -> str:
    """Of somebody with one role in one database."""
    return server.url(database, f"{role}_of_{database}")


def with_roles(server: Server) -> str:
    """A database with the roles of a team and a small agreement in it."""
    name = server.new_database()
    create(server.url(name), name)
    for role in ("owner", "editor", "reviewer"):
        server.run(name, f"CREATE ROLE {role}_of_{name} LOGIN IN ROLE {name}_{role}")
    small_agreement(owner := open_store(address(server, name, "owner")))
    owner.close()
    return name
