"""Code run in a process of its own: as another user, with little room, or killed in the middle."""

import io
import os
import resource
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from db.commands.agreements import AddAgreement, AddParty
from db.commands.commitments import AddCommitment
from db.domain.errors import StoreProblem
from db.queries.history.changes import LastChange
from db.queries.lookups import Parties
from db.store.store import Store
from tests.programs import forks

NOBODY = 65534


def in_process(code: str, *args: str | Path, limit: int | None = None, user: int = 0) -> str:
    """What code prints in a process of its own, as another user or with a limit on files in bytes.

    It has `path`, the first of `args`, `opened()`, which opens the store there, and `attempt()`,
    which prints what a step gives, or what is wrong with the store.
    """
    answer, sender = forks.Pipe(duplex=False)
    process = forks.Process(target=_run, args=(sender, code, [*map(str, args)], limit, user))
    process.start()
    sender.close()
    try:
        printed, error = answer.recv()
    except EOFError:  # killed in the middle
        printed, error = "", ""
    process.join()
    assert not error, error
    assert process.exitcode == 0
    return str(printed)


def _run(sender: Connection, code: str, args: list[str], limit: int | None, user: int) -> None:
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if user and os.getuid() == 0:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    printed, error = io.StringIO(), ""
    with redirect_stdout(printed):
        try:
            exec(code, _names(args))
        except BaseException:  # noqa: BLE001  the test says what was wrong
            error = traceback.format_exc()
    sender.send((printed.getvalue(), error))


def _names(args: list[str]) -> dict[str, Any]:
    """What code may use without importing it."""

    def attempt(step: Callable[[], object]) -> None:
        try:
            print(step())
        except StoreProblem as error:
            print(f"{error.exit_code}: {error.message} | {error.hint}")

    def opened(**options: Any) -> Store:
        return Store.open(args[0], actor="nobody", **options)

    given = {"path": args[0], "opened": opened, "attempt": attempt, "os": os, "Path": Path}
    classes = (AddAgreement, AddCommitment, AddParty, LastChange, Parties, Store, StoreProblem)
    return given | {each.__name__: each for each in classes}
