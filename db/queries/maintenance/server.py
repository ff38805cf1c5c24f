"""State of a PostgreSQL store's server, and the rights of people there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, text

from db.engine.postgres_roles import Roles, rights_on, roles_of, unlimited
from db.tables import metadata

_SETTINGS = text(
    "SELECT current_setting('server_version'), current_setting('server_version_num')::int,"
    " (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()),"
    " current_setting('TimeZone'), current_setting('max_connections')::int,"
    " (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),"
    " pg_is_in_recovery(), current_user"
)
_LOGINS = text(
    "SELECT rolname, rolsuper, pg_has_role(oid, :owner, 'MEMBER'), pg_has_role(oid, :editor, "
    "'MEMBER'), pg_has_role(oid, :reviewer, 'MEMBER') FROM pg_roles"
    " WHERE rolcanlogin ORDER BY rolname"
)
_KINDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
_MAY = text(
    "SELECT k FROM unnest(CAST(:kinds AS text[])) k WHERE has_table_privilege(:role, :name, k)"
)
_BEYOND = text(
    "SELECT has_schema_privilege(:role, 'public', 'CREATE'),"
    " has_database_privilege(:role, current_database(), 'TEMPORARY')"
)


@dataclass(frozen=True, slots=True)
class Server:
    """The server as one connection sees it."""

    version: str
    number: int
    """The version in PostgreSQL's numbering: 150004 is 15.4."""
    encoding: str
    zone: str
    most: int
    """Greatest number of connections at once."""
    used: int
    standby: bool
    """True for a standby, which takes no changes."""
    me: str
    roles: Roles | None = None
    """Roles; None where the store belongs to one login, without roles for others."""
    owners: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    """Wrong rights, a sentence each without its full stop."""
    unlimited: tuple[str, ...] = ()
    """Limits that an administrator could still set, in the same form."""


@dataclass(frozen=True, slots=True)
class ServerOf:
    """Ask the server; None for a store in a file."""

    def read(self, connection: Connection) -> Server | None:
        """State of the server."""
        if connection.dialect.name == "sqlite":
            return None
        server = Server(*connection.execute(_SETTINGS).one())
        roles = roles_of(connection)
        if roles is None:
            return server
        owners, editors, reviewers = _people(connection, roles)
        return replace(
            server,
            roles=roles,
            owners=owners,
            editors=editors,
            reviewers=reviewers,
            wrong=tuple(_wrong(connection, roles)),
            unlimited=tuple(unlimited(connection, roles)),
        )


def _people(connection: Connection, roles: Roles) -> tuple[tuple[str, ...], ...]:
    """Logins by the highest role of each: owners, editors, reviewers."""
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for name, all_powerful, *member in connection.execute(_LOGINS, roles._asdict()):
        if all_powerful or any(member):
            found[0 if all_powerful else member.index(True)].append(str(name))
    return tuple(map(tuple, found))


def _wrong(connection: Connection, roles: Roles) -> Iterator[str]:
    names = {"editor": roles.editor, "reviewer": roles.reviewer, "public": "public"}
    for table in (*(each.name for each in metadata.sorted_tables), "alembic_version"):
        for kind, should in rights_on(table).items():
            asked = {"kinds": list(_KINDS), "role": names[kind], "name": table}
            yield from _compared(names[kind], table, should, set(connection.scalars(_MAY, asked)))
    for name in names.values():
        makes, scratches = connection.execute(_BEYOND, {"role": name}).one()
        if makes:
            yield f"{_who(name)} may make tables"
        if scratches:
            yield f"{_who(name)} may make temporary tables"


def _compared(role: str, table: str, should: frozenset[str], may: set[str]) -> Iterator[str]:
    for right in sorted(may - should):
        yield f"{_who(role)} may {right} {table}"
    for right in sorted(should - may):
        yield f"{_who(role)} may not {right} {table}"


def _who(role: str) -> str:
    return "everybody" if role == "public" else role
