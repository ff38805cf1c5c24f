"""What chance lets two people do: random deeds about few duties, so that both often work on one."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.db.two_people import RULES
from tests.db.two_people_deeds import (
    MAY_FOLLOW,
    Add,
    Deadline,
    Edit,
    Mark,
    Parties,
    Report,
    Tag,
    Withdrawal,
    Work,
)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something somebody does; what a deed has no use for is left aside."""

    what: str
    who: str
    work: Work
    other: Work
    back: int
    moment: str
    again: bool


CODES = ("ACC-1", "ACC-2", "ACC-4")
one = st.sampled_from(CODES)
some = one.map(lambda code: (code,)) | st.permutations(CODES).map(lambda found: tuple(found[:2]))
words = st.sampled_from(["Go", "Stop", "Wait"])
owners = st.sampled_from([("DRC",), ("RWA",), ("DRC", "UN"), ("UN", "DRC"), ()])
fields = st.dictionaries(
    st.sampled_from(["title", "provision", "words", "source", "unit"]), words, min_size=1
)
extra = st.fixed_dictionaries(
    {}, optional={"theme": st.sampled_from(["a", "b"]), "target": st.none() | st.integers(0, 3)}
)
maybe = st.sampled_from(["", "So it is"])
works: st.SearchStrategy[Any] = st.one_of(
    st.builds(Add, words, owners),
    st.builds(lambda code, some, more: Edit(code, {**some, **more}), one, fields, extra),
    st.builds(Edit, one, fields),
    st.builds(Mark, some, st.sampled_from(["pinned", "critical"]), st.booleans()),
    st.builds(Tag, some, st.sampled_from(["x", "y"]), st.booleans()),
    st.builds(Parties, some, owners),
    st.builds(Deadline, some, st.sampled_from([*RULES]), maybe),
    st.builds(Report, some, maybe, maybe, st.just(""), st.sampled_from([*MAY_FOLLOW][1:])),
    st.builds(
        Report, some, maybe, maybe, st.just(""), st.none(), st.integers(0, 3), st.integers(0, 3)
    ),
    st.builds(Report, some, words, maybe, st.sampled_from(["", "UN"])),
    st.builds(Withdrawal, one.map(lambda code: (code,))),
)
DEEDS = (
    *["does"] * 9, "open_form", "open_form", "save_form", "save_form", "undo", "undo", "undo",
    "redo", "redo", "undo_that", "restart", "back", "at_once", "breaks_off", "breaks_off",
)  # fmt: skip
deeds = st.builds(
    Deed,
    what=st.sampled_from(DEEDS),
    who=st.sampled_from(["jonas", "mira"]),
    work=works,
    other=works,
    back=st.integers(0, 30),
    moment=st.sampled_from(["midway", "before", "after"]),
    again=st.booleans(),
)
