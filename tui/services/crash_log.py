"""Log of internal errors, hidden from guests, who must not see the program's internals.

A guest gets one sentence with a number. The error is logged under that number for the
administrator of the host: in a file of the account, or in the system's log if that file cannot be
written.
"""

import logging
import secrets
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path

from db.domain.errors import AccordError, StoreProblem
from tui.formatting.sanitize import safe_lines
from tui.guest_policy import INSIDES, discreet

LARGEST = 1_000_000
"""Size in bytes from which the file is rotated; one older file is kept."""


class InternalError(AccordError):
    """Internal error, as shown to a guest."""

    exit_code = 70

    def __init__(self, number: str) -> None:
        super().__init__(
            f"{INSIDES.refusal} Nothing half-done is left in the store.",
            f"Tell whoever runs this host the number {number}.",
        )


Places = Callable[[], tuple[str, Path]]
"""Function giving the store's location and the log's path; called when needed."""


def kept_private(run: Callable[[], int], places: Places) -> int:
    """Run for a guest: internal errors become a Mishap, other errors name no paths.

    Raises:
        AccordError: passed on, without paths.
    """
    _silence(places)
    try:
        return run()
    except StoreProblem as error:
        raise discreet(error, places()[0]) from None
    except (AccordError, OSError):
        raise  # the command line has a sentence for each
    except Exception as error:  # noqa: BLE001  a guest must not see a traceback
        raise mishap(error, places()[1]) from None


def mishap(error: BaseException, log: Path) -> InternalError:
    """Log an error under a new number."""
    number = secrets.token_hex(4)
    lines = [f"accord {number}", *safe_lines("".join(traceback.format_exception(error)))]
    _keep("\n".join(lines) + "\n", log)
    return InternalError(number)


def _keep(text: str, log: Path) -> None:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LARGEST:
            log.replace(log.with_suffix(".old"))
        log.touch(mode=0o600)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        import syslog

        syslog.syslog(syslog.LOG_ERR, text)


def _silence(places: Places) -> None:
    """Silence Python's own messages to a guest, from every thread."""
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    sys.excepthook = lambda _kind, error, _trace: _note(error, places)
    threading.excepthook = lambda found: _note(found.exc_value, places)
    sys.unraisablehook = lambda found: _note(found.exc_value, places)


def _note(error: BaseException | None, places: Places) -> None:
    if error is not None:
        mishap(error, places()[1])
