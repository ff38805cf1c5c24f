"""Compression of the picture for a terminal at the end of a slow line.

Textual closes the style of each piece of text and opens the next in full, and writes blanks one by
one. The rewritten output leaves every cell the same; a test draws both and compares.
"""

import re
from collections.abc import Iterator

_LOOK = re.compile(r"\x1b\[([\d;]*)m")
_MOVE = r"\x1b\[\d+;\d+H"
_LEADING_MOVES = re.compile(rf"(?:\n?{_MOVE})*")
_NEEDLESS_LINE_END = re.compile(rf"\n(?={_MOVE})")
_BLANKS = re.compile(rf" {{6,}}(?={_MOVE})| {{12,}}")
_FOLLOWED_BY_MOVE = re.compile(_MOVE)
_DEFAULTS = ("39", "49")
"""Colours that a terminal has by default."""


def thrifty(frame: str) -> str:
    """Compress a frame, or any output that begins and ends in the terminal's default style."""
    now, out = "", []
    for look, text in _runs(frame):
        if look != now:
            out.append(f"\x1b[{'0;' if now and look else ''}{look}m")
            now = look
        line = _NEEDLESS_LINE_END.sub("", text)
        out.append(line if look else _BLANKS.sub(_erased, line))
    return "".join(out)


def _runs(frame: str) -> Iterator[tuple[str, str]]:
    """Give texts with their styles, no two neighbours in the same; default at start and end."""
    first, *rest = _LOOK.split(frame)
    look, run, wanted = "", [first], ""
    for codes, text in zip(rest[::2], rest[1::2], strict=True):
        wanted = _after(wanted, codes)
        moves = _LEADING_MOVES.match(text)
        here = moves.end() if moves else 0
        run.append(text[:here])  # where the cursor goes is no matter of looks
        if here < len(text):
            if wanted != look:
                yield look, "".join(run)
                look, run = wanted, []
            run.append(text[here:])
    yield look, "".join(run)
    if wanted != look:
        yield wanted, ""


def _after(look: str, codes: str) -> str:
    """Give the style that results from codes after another style."""
    if codes in ("", "0"):
        return ""
    each = codes.split(";")
    if not look and not {"38", "48"} & {*each}:  # there, any number may be part of a colour
        each = [code for code in each if code not in _DEFAULTS]
    return ";".join(part for part in (look, *each) if part)


def _erased(blanks: re.Match[str]) -> str:
    """Erase a number of cells, and step over them unless the cursor is moved anyway."""
    count = len(blanks[0])
    elsewhere = _FOLLOWED_BY_MOVE.match(blanks.string, blanks.end())
    return f"\x1b[{count}X" + ("" if elsewhere else f"\x1b[{count}C")
