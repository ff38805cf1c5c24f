"""Pictures of a terminal as one SVG that shows them in turn; nothing in it is fetched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

import pyte
from pyte.screens import Char

WIDE, HIGH, MARGIN = 8.4, 18, 14
"""Of a letter and a line, in pixels; and around all of it."""
SECONDS = 4
"""How long each picture stays."""
INK, PAPER = "#d6deeb", "#10161f"
_COLOURS = {
    "black": "#2b3340", "red": "#f0717a", "green": "#9bd48a", "brown": "#e9c46a",
    "blue": "#7fb2f5", "magenta": "#d29af0", "cyan": "#74d3d3", "white": "#d6deeb",
    "brightblack": "#7a8699", "brightred": "#ff8f96", "brightgreen": "#b7e6a9",
    "brightbrown": "#f6d98d", "brightblue": "#a3caff", "brightmagenta": "#e3bcfa",
    "brightcyan": "#9ae6e6", "brightwhite": "#ffffff",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands on a terminal at one moment, as the inside of an SVG."""

    caption: str
    body: str


def picture(caption: str, screen: pyte.Screen) -> Picture:
    """What the screen shows now."""
    parts: list[str] = []
    for row in range(screen.lines):
        line = [screen.buffer[row][column] for column in range(screen.columns)]
        parts.extend(_row(line, row))
    return Picture(caption, "\n".join(parts))


def _row(line: Sequence[Char], row: int) -> Iterator[str]:
    """The runs of letters that look alike, paper before ink."""
    column, top = 0, MARGIN + row * HIGH
    for look, run in groupby(line, key=_look):
        text = "".join(char.data for char in run)
        size = len(text)
        ink, paper, bold = look
        left = MARGIN + column * WIDE
        if paper != PAPER:
            yield _box(left, top, size * WIDE, HIGH, paper)
        if text.strip():
            weight = ' font-weight="bold"' if bold else ""
            yield (
                f'<text x="{left:.1f}" y="{top + 13}" fill="{ink}"{weight} '
                f'textLength="{size * WIDE:.1f}" xml:space="preserve">{escape(text)}</text>'
            )
        column += size


def _look(char: Char) -> tuple[str, str, bool]:
    ink, paper = _colour(char.fg, INK), _colour(char.bg, PAPER)
    return (paper, ink, char.bold) if char.reverse else (ink, paper, char.bold)


def _colour(name: str, otherwise: str) -> str:
    if name == "default":
        return otherwise
    return _COLOURS.get(name, f"#{name}")


def _box(left: float, top: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{fill}"/>'
    )


def film(pictures: Sequence[Picture], columns: int, rows: int) -> str:
    """All pictures in turn; where nothing is animated, the last one is seen."""
    width, height = columns * WIDE + 2 * MARGIN, rows * HIGH + 2 * MARGIN + HIGH
    whole = len(pictures) * SECONDS
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        'font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14">'
    )
    seen = 100 / len(pictures)
    style = (
        f"<style>.p{{visibility:hidden;animation:turn {whole}s step-end infinite}}"
        ".p:last-child{visibility:visible}"
        f"@keyframes turn{{0%{{visibility:visible}}{seen:.2f}%{{visibility:hidden}}}}"
        "@media (prefers-reduced-motion:reduce){.p{animation:none}}"
        "</style>"
    )
    # Begun in the past, so that all turn from the first moment on and none waits in sight.
    frames = [
        f'<g class="p" style="animation-delay:{place * SECONDS - whole}s">\n'
        f"{_box(0, 0, width, height, PAPER)}\n{each.body}\n{_caption(each.caption, height)}\n</g>"
        for place, each in enumerate(pictures)
    ]
    return "\n".join([head, style, _box(0, 0, width, height, PAPER), *frames, "</svg>\n"])


def _caption(text: str, height: float) -> str:
    place = f'x="{MARGIN}" y="{height - MARGIN:.0f}"'
    return f'<text {place} fill="#8aa0b8" font-style="italic">{escape(text)}</text>'
