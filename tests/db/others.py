"""Code run in a process of its own: as another user, with little room, or killed in the middle."""

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def in_process(code: str, *args: str | Path, limit: int | None = None, user: int = 0) -> str:
    """Run code in a process of its own, as another user or with a limit on the size of files."""

    def prepare() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-c", PRELUDE + code, str(user), *map(str, args)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=prepare,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


PRELUDE = """
import os
import sys
import alembic.command
import db.backup
import db.migrate
import tempfile
import sqlalchemy.dialects.sqlite
from pathlib import Path
from db.domain.errors import StoreProblem
from db.store import Store
from db.commands.agreements import AddParty, AddAgreement
from db.commands.commitments import AddCommitment
from db.queries.trail import LastChange
from db.queries.lists import Parties
user, path = int(sys.argv[1]), sys.argv[2]
if user and os.getuid() == 0:  # after the imports: another user may not reach them
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)

def attempt(step):
    try:
        print(step())
    except StoreProblem as error:
        print(f"{error.exit_code}: {error.message} | {error.hint}")

def opened(**options):
    return Store.open(path, actor="nobody", **options)
"""
