"""Migrations and seed packs: inside the installed package, or beside it in a checkout."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def _folder(packaged: str, beside: str) -> Path:
    inside = _HERE / packaged
    return inside if inside.is_dir() else _HERE.parent / beside


def migrations() -> Path:
    """The folder of Alembic's environment."""
    return _folder("_alembic", "alembic")


def seeds() -> Path:
    """The folder of seed packs, one TOML file an agreement."""
    return _folder("_seeds", "seeds")


def head_revision() -> str:
    """The newest revision this accord knows, read from file names so that Alembic stays unloaded.

    Revisions are numbered files (`0001_first.py`); a test compares this with Alembic's own answer.
    """
    return max(path.name[:4] for path in (migrations() / "versions").glob("[0-9]*.py"))
