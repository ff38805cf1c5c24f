"""Comparison of a database's schema objects with the schema that accord made.

A planted trigger, rule or view can alter what is written or shown, and no row shows it. Only this
module compares the two, for either database; `Verify` reports the differences.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, PrimaryKeyConstraint, UniqueConstraint, create_mock_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

from db.tables import metadata

ACTING = {
    "sqlite": "SELECT type AS kind, name, tbl_name AS place FROM sqlite_master"
    " WHERE type = 'trigger'",
    "postgresql": """
SELECT 'trigger' AS kind, t.tgname AS name, c.relname AS place
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = (SELECT current_schema()::regnamespace)
UNION ALL
SELECT 'rule', r.rulename, c.relname
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE r.rulename <> '_RETURN' AND c.relnamespace = (SELECT current_schema()::regnamespace)""",
}
"""Queries for objects that act on each write, by database: the schema has none."""
_ON_SQLITE = """
SELECT type, name, tbl_name, CASE type WHEN 'index' THEN sql END FROM sqlite_master
WHERE (type IN ('trigger', 'view')
       OR (sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'))
AND name NOT IN (SELECT v.name || column1 FROM sqlite_master v,
    (VALUES ('_data'), ('_idx'), ('_content'), ('_docsize'), ('_config'))
    WHERE v.sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%')
"""
"""Schema objects on SQLite, without SQLite's own: nobody else can use names with those prefixes,
or the names of tables that hold the rows of a virtual search table.
"""
_ON_POSTGRESQL = f"""
WITH mine AS (SELECT oid FROM pg_namespace WHERE nspname = current_schema()),
lent AS (SELECT objid FROM pg_depend WHERE deptype = 'e')
SELECT CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'S' THEN 'sequence'
       WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
       ELSE CASE WHEN k.oid IS NULL THEN 'index' ELSE 'constraint' END END,
       c.relname, coalesce(o.relname, ''),
       'CREATE ' || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || c.relname
       || ' ON ' || o.relname || ' '
       || substring(pg_get_indexdef(i.indexrelid) FROM ' USING btree (\\(.*)')
FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
LEFT JOIN pg_class o ON o.oid = i.indrelid
LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.conrelid = i.indrelid
WHERE c.relnamespace IN (SELECT oid FROM mine) AND c.relkind <> 'c'
  AND c.oid NOT IN (SELECT objid FROM lent)
UNION ALL
SELECT kind, name, place, '' FROM ({ACTING["postgresql"]}) AS acting
UNION ALL
SELECT 'policy', p.polname, c.relname, ''
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace IN (SELECT oid FROM mine)
UNION ALL
SELECT 'row level security', '', c.relname, ''
FROM pg_class c WHERE c.relrowsecurity AND c.relnamespace IN (SELECT oid FROM mine)
UNION ALL
SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
       p.proname, '', '(' || pg_get_function_identity_arguments(p.oid) || ')'
FROM pg_proc p
WHERE p.pronamespace IN (SELECT oid FROM mine) AND p.oid NOT IN (SELECT objid FROM lent)
"""  # noqa: S608  words of ours
"""Schema objects of the store's own schema, without those of extensions."""
_COLUMNS = """
SELECT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = %s AND n.nspname = current_schema() AND a.attnum > 0 AND NOT a.attisdropped
"""
_ON_A_TABLE = ("trigger", "rule", "policy", "row level security", "constraint")
"""Kinds of object that are named together with their table; PostgreSQL drops them only so."""
_FIRST = (*_ON_A_TABLE, "view", "materialized view")
_LAST = ("foreign table", "table")
"""Kinds to remove last, in this order: nothing then blocks the removal of the next."""
_VERSION = {("table", "alembic_version"), ("constraint", "alembic_version_pkc")}
"""Objects that the migrations keep for themselves; a copy in memory has none."""


@dataclass(frozen=True, slots=True)
class SchemaDifference:
    """An object missing from the schema, missing from the database, or different in the two."""

    kind: str
    name: str
    on: str
    """The table that it belongs to, if that tells more than the name."""
    arguments: str = ""
    """Arguments of a function, in brackets: two functions with one name differ in them."""
    missing: bool = False
    altered: bool = False
    """True if the schema has an object of that name with other columns or rules."""
    like: str = ""
    """The table of the schema with its columns: it may be that table under another name."""

    @property
    def place(self) -> int:
        """Its place in the order of removal."""
        if self.missing or self.kind in _LAST:
            return len(_FIRST) + 1 + self.missing
        return _FIRST.index(self.kind) if self.kind in _FIRST else len(_FIRST)

    @property
    def may_hold_rows(self) -> bool:
        """True if removing it loses rows: it may hold those of a renamed table."""
        return self.kind in (*_LAST, "materialized view")

    def __str__(self) -> str:
        """The object's name for people: `trigger late on report`."""
        named = f"{self.kind} {self.name}".rstrip()
        return f"{named}{self.arguments}{f' on {self.on}' if self.on else ''}"

    def taken_away_by(self, database: str) -> str:
        """The SQL that removes it. `database`: SQLAlchemy's name for it."""
        if self.kind == "row level security":  # it has no name of its own
            return f"ALTER TABLE {_quoted(self.on)} DISABLE ROW LEVEL SECURITY"
        if self.kind == "constraint":
            return f"ALTER TABLE {_quoted(self.on)} DROP CONSTRAINT {_quoted(self.name)}"
        on = f" ON {_quoted(self.on)}" if self.on and database != "sqlite" else ""
        return f"DROP {self.kind.upper()} {_quoted(self.name)}{self.arguments}{on}"

    def renamed(self, name: str) -> str:
        """The SQL that gives a table another name."""
        return f"ALTER TABLE {_quoted(self.name)} RENAME TO {_quoted(name)}"


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


@dataclass(frozen=True, slots=True)
class SchemaDifferences:
    """Differences between the database and the current schema."""

    def read(self, connection: Connection) -> tuple[SchemaDifference, ...]:
        """The differences, in the order of removal."""
        return oddities(connection)


def oddities(connection: Connection) -> tuple[SchemaDifference, ...]:
    """Differences between the database and the current schema, in the order of removal."""
    sqlite = connection.dialect.name == "sqlite"
    rows = connection.exec_driver_sql(_ON_SQLITE if sqlite else _ON_POSTGRESQL)
    found = [(str(kind), str(name), str(on), str(made or "")) for kind, name, on, made in rows]
    known = _known(connection.dialect.name)
    strange = [
        SchemaDifference(
            kind,
            name,
            on if kind in _ON_A_TABLE else "",
            made if made.startswith("(") else "",
            like=_with_columns_of(connection, name) if kind in _LAST else "",
        )
        for kind, name, on, made in found
        if (kind, name) not in known.keys() | _VERSION
    ]
    altered = [
        SchemaDifference(kind, name, on, altered=True)
        for kind, name, on, made in found
        if (kind, name) in known and _comparable(made) != known[kind, name]
    ]
    lacking = known.keys() - {(kind, name) for kind, name, *_ in found}
    missing = [SchemaDifference(*each, "", missing=True) for each in lacking]
    return tuple(sorted([*strange, *altered, *missing], key=lambda o: (o.place, o.kind, str(o))))


def _with_columns_of(connection: Connection, name: str) -> str:
    """The table of the schema with all its columns among these; of several, the widest."""
    if connection.dialect.name == "sqlite":
        try:
            rows = connection.exec_driver_sql(f"PRAGMA table_info({_quoted(name)})")
        except DBAPIError:  # a virtual table whose module is not here
            return ""
        columns = {row[1] for row in rows}
    else:
        columns = set(connection.exec_driver_sql(_COLUMNS, (name,)).scalars())
    like = [each for each in metadata.sorted_tables if columns.issuperset(each.columns.keys())]
    return max(like, key=lambda each: len(each.columns)).name if like else ""


@lru_cache(maxsize=2)
def _known(database: str) -> dict[tuple[str, str], str]:
    """Objects of the current schema, by kind and name; for an index, with its definition."""
    found: dict[tuple[str, str], str] = {}

    def note(made: Any, *_: object, **__: object) -> None:
        if isinstance(made, CreateIndex):
            sql = str(made.compile(dialect=engine.dialect))
            found["index", str(made.element.name)] = _comparable(sql)
        elif isinstance(made, CreateTable):
            found["table", made.element.name] = ""

    # Asked as it would be made: some indexes are for one database only.
    engine = create_mock_engine(f"{database}://", note)
    metadata.create_all(engine, checkfirst=False)
    if database != "sqlite":  # which gives neither a name of its own
        for table in metadata.sorted_tables:
            found["sequence", f"{table.name}_id_seq"] = ""
            for each in table.constraints:
                if isinstance(each, PrimaryKeyConstraint | UniqueConstraint):
                    columns = ", ".join(each.columns.keys())
                    sql = f"CREATE UNIQUE INDEX {each.name} ON {table.name} ({columns})"
                    found["constraint", str(each.name)] = _comparable(sql)
    return found


def _comparable(sql: str) -> str:
    """An index's definition without irrelevant differences."""
    return "".join(sql.replace('"', "").replace(" timestamptz_ops", "").split()).casefold()
