"""Walks through the program: keys to press one after the other, and names for what is seen then."""

from collections.abc import Mapping

Walk = tuple[tuple[str, str], ...]
"""Names of screens, and the keys that lead to each from the one before."""

VIEWS: Walk = (
    ("overview", ""),
    ("list", "2"),
    ("timeline", "3"),
    ("parties", "4"),
    ("calendar", "5"),
    ("history", "6"),
    ("history-open", "j k enter"),
    ("detail", "2 j enter"),
    ("detail-end", "G"),
)
OPENED: Walk = (
    ("help-search", "d e a d"),
    ("palette", "escape : 3"),
    ("why", "escape i"),
    ("blockers", "q b"),
    ("matrix", "q M"),
    ("sort", "q o"),
    ("columns", "q C"),
    ("filters", "q f"),
    ("agreements", "q c"),
    ("settings", "q ,"),
)
"""Boxes one after the other, from the help on."""
BOXES: Walk = (
    ("help", "2 j ?"),
    *OPENED,
    ("marked", "q space space"),
    ("dates", "escape T T"),
    ("no-preview", "T p"),
    ("narrowed", "p / o v e r d u e enter"),
    ("lit", "&"),
    ("nothing-found", "escape / p a r t i e"),
    ("refused", ": x"),
)
TYPED: Walk = (
    ("status-refused", "d o n e enter"),
    ("deadline", "escape y d"),
    ("deadline-typed", "e o m"),
    ("progress", "escape y P"),
)
"""Forms one after the other, from the status on."""
FORMS: Walk = (
    ("status", "2 j s"),
    *TYPED,
    ("who", "escape w"),
    ("tags", "escape #"),
    ("report", "escape A"),
    ("edit", "escape e"),
    ("withdraw", "escape D"),
    ("add", "escape a"),
    ("add-typed", "O p e n space i t ; space d u e space f r i"),
    ("events", "escape y @"),
    ("event", "enter"),
    ("bulk", "escape space space s"),
)
AS_OF: Walk = (
    ("as-of-typed", "= - 3 0 d"),
    ("as-of-overview", "enter"),
    ("as-of-detail", "j enter"),
    ("as-of-change", "q ( ("),
    ("as-of-history", "6"),
    ("as-of-difference", "1 ;"),
)
TIME: Walk = (
    ("what-if", "2 j !"),
    ("what-if-empty", "backspace"),
    ("what-if-wrong", "s i g n i n g space + 3 0 space d"),
)
COUNTED: Walk = (
    ("detail", "2 j enter"),
    ("detail-reports", "ctrl+d"),
    ("detail-end", "G"),
    ("report", "A"),
)
NARROWED: Walk = (
    ("filter-empty", "2 /"),
    ("filter-typed", "t h e m e : s"),
    ("filter-taken", "tab space i s : o v e r"),
    ("filter-wrong", "x"),
    ("filter-party", "ctrl+u p a r t y : A R A"),
    ("filter-unknown", "backspace Q"),
    ("filter-left", "backspace A enter"),
    ("filter-overview", "1"),
    ("filter-calendar", "5"),
    ("filter-history", "6"),
    ("filter-parties", "4"),
    ("number", "l l"),
    ("number-why", "i"),
    ("themes", "q o"),
    ("themes-why", "G i"),
    ("view-name", "q F S l a t e"),
    ("view-saved", "enter"),
    ("view-menu", "F"),
    ("view-keys", "B a"),
)
WIDE: Walk = (
    *VIEWS,
    ("help", "q ?"),
    *OPENED,
    ("status", "q s"),
    *TYPED,
    ("report", "escape A"),
    ("edit", "escape e"),
    ("add", "escape a"),
    ("add-typed", "O p e n space i t ; space d u e space f r i"),
    ("events", "escape y @"),
    ("event", "enter"),
)
"""All that is laid out otherwise where there is room."""
SMALL: Walk = (
    ("overview", ""),
    ("list", "2"),
    ("timeline", "3"),
    ("parties", "4"),
    ("calendar", "5"),
    ("history", "6"),
    ("detail", "2 enter"),
    ("help", "q ?"),
    ("deadline", "escape d"),
    ("blockers", "escape b"),
    ("matrix", "q M"),
    ("matrix-across", "tab l l l"),
    ("filter-empty", "q 2 /"),
    ("filter-typed", "t h e m e : s"),
    ("as-of-typed", "ctrl+u enter 1 = - 3 0 d"),
    *AS_OF[1:],
)
"""All that folds where there is none."""
FRONT: Walk = (("overview", ""), ("list", "2"), ("parties", "4"))
EMPTY: Walk = (*VIEWS[:6], ("add", "2 a"))

WALKS: Mapping[str, Walk] = {
    "views": VIEWS,
    "boxes": BOXES,
    "forms": FORMS,
    "as-of": AS_OF,
    "time": TIME,
    "counted": COUNTED,
    "narrowed": NARROWED,
    "small": SMALL,
    "wide": WIDE,
    "front": FRONT,
    "empty": EMPTY,
}
