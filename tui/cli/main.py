"""The command line: parses, starts a front end, and turns errors into messages and exit codes."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from db.domain.bounds import LONGEST_COMPLAINT, LONGEST_QUOTE
from db.domain.errors import AccordError, BadInput, StoreProblem
from tui.cli.parser import parse

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

INTERRUPTED = 130
BROKEN_PIPE = 141
TIMELESS = (
    "doctor", "paths", "keys", "seed", "completion", "backup", "restore", "store", "ssh", "who"
)  # fmt: skip
"""Verbs that read nothing entered by users, so --as-of would only mislead."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run accord; return the exit code documented in docs/command-line.md."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal or pipe that cannot write a letter gets its number, not a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(parse(sys.argv[1:] if argv is None else list(argv)))
        sys.stdout.flush()
    except AccordError as error:
        _complain(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_the_rest()  # whoever read has seen enough
        return BROKEN_PIPE
    except OSError as error:
        _drop_the_rest()
        words = f"The answer could not be written: {error.strerror or error}."
        _complain(AccordError(words, "What was asked for may have been done: see accord log."))
        return StoreProblem.exit_code
    return code


def _drop_the_rest() -> None:
    """Discard the output buffer, so that the interpreter has nothing to fail on when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(args: Namespace) -> int:
    if not args.guarded and args.verb != "session":
        return _answer(args)
    from tui.config.paths import location_of, mishaps_path
    from tui.services.crash_log import kept_private

    return kept_private(lambda: _let_in(args), lambda: (location_of(args), mishaps_path()))


def _let_in(args: Namespace) -> int:
    if args.verb == "session":
        from tui.cli.ssh_session import admitted

        # Before anything is read by a name that the environment gives.
        args = admitted(args, os.environ)
    return _answer(args)


def _answer(args: Namespace) -> int:
    # A verb's own modules are loaded when it is used: a read must not pay for a write.
    from tui.cli.context import Context
    from tui.guest_policy import check_verb

    if args.guarded:
        check_verb("demo" if "answer" in vars(args) else args.verb, guarded=True)
    if args.as_of is not None and args.verb in TIMELESS:
        raise BadInput(f"accord {args.verb} is about what is here now.", hint="Leave out --as-of.")
    if args.json and (asked := _form_of_its_own(args)):
        raise BadInput(f"{asked} answers in a form of its own.", hint="Leave out --json.")
    with Context(args) as context:
        code: int = args.run(context)
        return code


def _form_of_its_own(args: Namespace) -> str:
    """Give the verb or option whose output another program reads, so never JSON; "" if none."""
    if getattr(args, "print", False):
        return "--print"
    deed = " ".join(filter(None, (args.verb, getattr(args, "action", ""))))
    return f"accord {deed}" if deed in ("completion", "ssh config") else ""


def _complain(error: AccordError) -> None:
    """Print an error and what to do, with at most one line of what was typed."""
    from tui.formatting.sanitize import cut

    said = [cut(line, LONGEST_COMPLAINT) for line in error.message.split("\n")]
    print(f"accord: {said[0]}", *said[1:], sep="\n", file=sys.stderr)
    if isinstance(error, BadInput) and error.text and error.end > error.start:
        before, wrong, after = _around(error)
        print(f"  {before}{wrong}{after}", file=sys.stderr)
        print(f"  {' ' * _cells(before)}{'^' * (_cells(wrong) or 1)}", file=sys.stderr)
    if error.hint:
        print(cut(error.hint, LONGEST_COMPLAINT), file=sys.stderr)


def _around(error: BadInput) -> tuple[str, str, str]:
    """Give the wrong part of the input with the text around it; `~` marks text that was cut."""
    from tui.formatting.sanitize import cut, safe

    text, start, end = error.text, error.start, error.end
    if len(text) <= LONGEST_QUOTE:
        return safe(text[:start]), safe(text[start:end]), safe(text[end:])
    room = LONGEST_QUOTE // 3
    before = safe(text[max(start - room, 0) : start])
    more = "~" if start > room else ""
    return f"{more}{before}", cut(text[start:end], room), cut(text[end : end + 2 * room], room)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    from tui.formatting.sanitize import safe

    return cell_len(safe(text))


if __name__ == "__main__":
    sys.exit(main())
