"""The command line: parse, choose a front end, and turn errors into messages and exit codes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from db.domain.errors import AccordError, BadInput
from tui.arguments import parse

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

INTERRUPTED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run accord; gives the exit code that docs/command-line.md promises."""
    try:
        code = _run(parse(sys.argv[1:] if argv is None else list(argv)))
        sys.stdout.flush()
    except AccordError as error:
        _complain(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read has seen enough; nothing is left to say, not even by the interpreter.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        _complain(AccordError(f"{error.strerror or error}.", "Nothing more was written."))
        return 1
    return code


def _run(args: Namespace) -> int:
    # A verb's own modules are loaded when it is used: a read must not pay for a write.
    from tui.context import Context  # noqa: PLC0415  see above

    with Context(args) as context:
        code: int = args.run(context)
        return code


def _complain(error: AccordError) -> None:
    from tui.safe import safe, safe_lines  # noqa: PLC0415  only when something is wrong

    first, *rest = safe_lines(error.message) or [""]
    print(f"accord: {first}", *rest, sep="\n", file=sys.stderr)
    if isinstance(error, BadInput) and error.text and error.end > error.start:
        print(f"  {safe(error.text)}", file=sys.stderr)
        width = max(error.end - error.start, 1)
        print(f"  {' ' * error.start}{'^' * width}", file=sys.stderr)
    if error.hint:
        print(safe(error.hint), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
