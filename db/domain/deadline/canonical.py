"""Rules as the store keeps them, read faster than what people type.

By far the most say so much after, or before, an anchor, in exactly the words in which a rule is
printed back. These are read at one go; everything else goes through the grammar in `parse`.
"""

import re
from typing import Final

from db.domain.deadline.parse import parse_rule
from db.domain.deadline.rules import (
    KEY_PATTERN,
    RESERVED,
    CompletionAnchor,
    DueAnchor,
    EventAnchor,
    Offset,
    Rule,
    Unit,
)

_UNITS: Final = {word: unit for unit in Unit for word in (unit.value, unit.singular)}
_KINDS: Final = {None: EventAnchor, "done": CompletionAnchor, "due": DueAnchor}
_OFFSET: Final = re.compile(
    rf"({KEY_PATTERN})(?: (done|due))? ([+-]) ([0-9]{{1,6}}) ({'|'.join(_UNITS)})"
)


def stored_rule(text: str) -> Rule:
    """What `parse_rule` makes of it.

    Raises:
        BadInput: as `parse_rule` does.
    """
    found = _OFFSET.fullmatch(text)
    if found is None or found[1].lower() in RESERVED:
        return parse_rule(text)
    anchor = _KINDS[found[2]](found[1])
    return Offset(anchor, int(found[4]), _UNITS[found[5]], before=found[3] == "-")
