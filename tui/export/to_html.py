"""Commitments as one HTML file: no script, no external resources, prints as it shows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tui.formatting import commitment, tables, time_left
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.commitments.row import CommitmentRow
    from tui.export.header import Head
    from tui.formatting.commitment import Words

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 15px/1.4 system-ui, sans-serif; color: #111; background: #fff; margin: 2em auto; max-width: 70em; padding: 0 1em; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .3em .6em; border-bottom: 1px solid #bbb; overflow-wrap: anywhere; }}
th {{ border-bottom: 2px solid #111; overflow-wrap: normal; }}
td:nth-child(2), td:nth-child(5), td:nth-child(6) {{ white-space: nowrap; }}
.overdue, .disputed {{ font-weight: bold; }}
.legend {{ color: #444; }}
@media print {{ body {{ font-size: 10pt; margin: 0; max-width: none; }} thead {{ display: table-header-group; }} tr {{ break-inside: avoid; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{about}</p>
<table>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
<p class="legend">{legend}</p>
</body>
</html>
"""  # noqa: E501  a line of a style sheet is one rule


def html_text(rows: Sequence[CommitmentRow], head: Head) -> str:
    """Write the whole page; texts of the store appear as text, never as markup."""
    under = f"; filter: <code>{escape(head.filter)}</code>" if head.narrowed else ""
    signs = (f"{escape(sign)} {meaning}" for sign, meaning in commitment.SIGNS[:5])
    return _PAGE.format(
        title=head.title,
        about=f"{escape(head.sentence)}{under}.",
        heads="".join(f'<th scope="col">{name}</th>' for name in _HEADS),
        rows="\n".join(
            _row(cells) for cells in tables.list_rows(rows, head.now, time_left.in_words)
        ),
        legend=f"Signs: {', '.join(signs)}.",
    )


_HEADS = ("Sign", *tables.LIST_HEAD[1:])


def _row(cells: Sequence[Words]) -> str:
    return f"<tr>{''.join(_cell(*words) for words in cells)}</tr>"


def _cell(text: str, role: str) -> str:
    # Each text has its own direction, so that Arabic or Hebrew turns nothing around it.
    kind = f' class="{role}"' if role else ""
    return f'<td dir="auto"{kind}>{escape(safe(text))}</td>'
