"""The schema: what the migrations make, and that it is what the program takes it for."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from db import resources
from db.domain.errors import StoreProblem
from db.engine.factory import empty_engine, open_engine
from db.engine.url import store_url
from db.store import migrations, schema_version
from db.tables import TRACKED, metadata
from tests.postgresql import Server


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(store_url(str(tmp_path / "new.db")), read_only=False)
    yield engine
    engine.dispose()


def schema_of(engine: Engine) -> dict[str, str]:
    """The statements that SQLite keeps of every table and index, without their layout."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND name NOT IN ('sqlite_sequence', 'alembic_version')"
        ).all()
    return {name: comparable(sql) for name, sql in rows}


def comparable(sql: str) -> str:
    """The statement with its clauses in one order: history may say them in another."""
    flat = re.sub(r"[\s\"']+", " ", sql).strip()
    head, _, body = flat.partition("(")
    parts = re.split(r",\s*(?![^(]*\))", body.removesuffix(")"))
    return head + "\n".join(sorted(re.sub(r"\s*([(),])\s*", r"\1", part).strip() for part in parts))


def test_upgrade_from_nothing_leaves_no_drift(engine: Engine) -> None:
    migrations.migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert schema_version.compare(connection) is schema_version.State.CURRENT


def test_down_to_base_and_up_again(engine: Engine) -> None:
    migrations.migrate(engine)
    first = schema_of(engine)
    migrations.migrate(engine, "base")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrations.migrate(engine)
    assert schema_of(engine) == first


@pytest.fixture
def server_engine(postgresql: Server) -> Iterator[Engine]:
    name = postgresql.new_database()
    engine = open_engine(store_url(postgresql.url(name)), read_only=False)
    yield engine
    engine.dispose()
    postgresql.drop_database(name)


def on_server(engine: Engine) -> dict[str, str]:
    """What PostgreSQL keeps of every column, index and constraint, by their names."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT table_name || '.' || column_name, concat_ws(' ', data_type, is_nullable,"
            " column_default, is_identity) FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
            " UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
            " UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
        ).all()
    return {name: str(definition) for name, definition in rows}


def go_down(engine: Engine, revision: str) -> None:
    """Undo migrations back to this one."""
    config = migrations.alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_on_a_server_each_step_down_leaves_what_the_step_before_it_made(
    server_engine: Engine,
) -> None:
    made = {}
    for script in reversed(
        list(ScriptDirectory.from_config(migrations.alembic_config()).walk_revisions())
    ):
        migrations.migrate(server_engine, script.revision)
        made[script.revision] = on_server(server_engine)
    for revision in sorted(made, reverse=True)[1:]:
        go_down(server_engine, revision)
        assert on_server(server_engine) == made[revision], revision
    migrations.migrate(server_engine, "base")
    assert [name for name in on_server(server_engine) if not name.startswith("alembic")] == []
    migrations.migrate(server_engine)
    assert on_server(server_engine) == made[resources.head_revision()]


def test_there_is_one_head_and_the_program_knows_it_without_alembic() -> None:
    script = ScriptDirectory.from_config(migrations.alembic_config())
    assert script.get_heads() == [resources.head_revision()]


def test_every_constraint_and_index_has_a_name() -> None:
    nameless = [
        f"{table.name}: {part!r}"
        for table in metadata.tables.values()
        for part in (*table.constraints, *table.indexes)
        if not getattr(part, "name", None)
    ]
    assert nameless == []


def test_the_schema_of_a_missing_store_is_the_migrated_one(engine: Engine) -> None:
    migrations.migrate(engine)
    empty = empty_engine()
    metadata.create_all(empty)
    assert schema_of(empty) == schema_of(engine)
    empty.dispose()


def test_numbers_of_rows_are_never_given_twice(engine: Engine) -> None:
    migrations.migrate(engine)
    statements = schema_of(engine)
    assert [name for name in TRACKED if "AUTOINCREMENT" not in statements[name]] == []


@pytest.mark.parametrize(
    "path", sorted((resources.migrations() / "versions").glob("*.py")), ids=lambda path: path.stem
)
def test_history_imports_nothing_of_today(path: Path) -> None:
    imports = re.compile(r"^\s*(?:from|import) (?:db|tui)\b", re.MULTILINE)
    assert imports.findall(path.read_text("utf-8")) == []


def test_foreign_keys_are_off_only_while_migrating(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(config: object, revision: str) -> None:
        connection = config.attributes["connection"]  # type: ignore[attr-defined]
        seen.append(connection.exec_driver_sql("PRAGMA foreign_keys").scalar())

    monkeypatch.setattr("alembic.command.upgrade", look)
    migrations.migrate(engine)
    with engine.connect() as connection:
        seen.append(connection.exec_driver_sql("PRAGMA foreign_keys").scalar())
    assert seen == [0, 1]


def test_a_migration_that_fails_half_way_leaves_no_trace(engine: Engine, tmp_path: Path) -> None:
    migrations.migrate(engine)
    with closing(sqlite3.connect(tmp_path / "new.db")) as other, other:
        other.execute("ALTER TABLE dependency RENAME TO elsewhere")
    before = schema_of(engine)
    with pytest.raises(StoreProblem):
        migrations.migrate(engine, "base")
    assert schema_of(engine) == before
