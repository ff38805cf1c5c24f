"""A person's program, or line, that ends in the middle of saving a change.

On SQLite the program is killed, on PostgreSQL the server ends the connection: `midway`, when all is
written but the line of the trail; `before` the commit; or `after` it, before anybody hears of it.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context

from sqlalchemy import Connection, Engine, event

from db.domain.errors import AccordError
from db.protocols import Command
from db.store.store import Store
from tests.builders import open_store
from tests.postgresql import Server

REFUSED = 1
"""Exit code of a program whose change was refused before anything broke."""
_LINE_OF_THE_TRAIL = "INSERT INTO change "
_programs = get_context("forkserver")  # a program that forks must not have a store open
_programs.set_forkserver_preload([__name__])

Break = Callable[[Connection], None]


def killed_while_saving(location: str, actor: str, command: Command, moment: str) -> int | None:
    """The exit code of a program of somebody's, which dies at that moment if it gets so far."""
    program = _programs.Process(target=_save_and_die, args=(location, actor, command, moment))
    program.start()
    program.join()
    code = program.exitcode
    program.close()
    return code


def _save_and_die(location: str, actor: str, command: Command, moment: str) -> None:
    def die(_connection: Connection) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    store = open_store(location, actor=actor)
    try:
        if moment == "after":
            store.do(command)
            os.kill(os.getpid(), signal.SIGKILL)
        with breaking(store._engine, moment, die):
            store.do(command)
    except AccordError:
        os._exit(REFUSED)
    os._exit(0)


def lose_the_line(
    server: Server, store: Store, command: Command, moment: str
) -> AccordError | None:
    """What somebody is told whose connection the server ends at that moment, if anything."""

    def end(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert driver is not None
        if moment == "after":
            driver.commit()
            driver.execute("SELECT 1")  # or the driver would not ask the server to commit again
        waits = 5000  # milliseconds, until the connection is gone
        pid = driver.info.backend_pid
        server.run("postgres", f"SELECT pg_terminate_backend({pid}, {waits})")

    try:
        with breaking(store._engine, moment, end):
            store.do(command)
    except AccordError as error:
        return error
    return None


@contextmanager
def breaking(engine: Engine, moment: str, act: Break) -> Iterator[None]:
    """Have something happen in the middle of the next change: once."""
    done: list[str] = []

    def once(connection: Connection) -> None:
        if not done:
            done.append(moment)
            act(connection)

    def on_statement(connection: Connection, _cursor: object, text: str, *_: object) -> None:
        if text.startswith(_LINE_OF_THE_TRAIL):
            once(connection)

    midway = moment == "midway"
    heard = (engine, "before_cursor_execute", on_statement) if midway else (engine, "commit", once)
    event.listen(*heard)
    try:
        yield
    finally:
        event.remove(*heard)
