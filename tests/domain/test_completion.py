"""What is offered while a filter is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.filters.completion import Candidate, Known, complete

KNOWN = Known(
    parties=(Candidate("DRC", "DR Congo"), Candidate("RWA", "Republic of Rwanda")),
    agreements=(Candidate("WPA", "Washington Peace Agreement"),),
    events=(Candidate("signing", "Signing"),),
    themes=("economy", "human rights", "security"),
    tags=("convoys", "urgent"),
    people=("asel", "miriam"),
)


def offered(text: str) -> list[str]:
    """The texts as they would be after each candidate."""
    found = complete(text, len(text), KNOWN)
    return [found.put(text, len(text), place)[0] for place in range(len(found.candidates))]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "party:"),
        ("over", "overdue"),
        ("-cri", "-critical"),
        ("overdue pa", "overdue party:"),
        ("party:r", "party:RWA"),
        ("party:congo", "party:DRC"),
        ("owner:rw", "owner:RWA"),
        ("party:DRC,rw", "party:DRC,RWA"),
        ("status:und", "status:under-way"),
        ("theme:hum", 'theme:"human rights"'),
        ("theme:", "theme:economy"),
        ("tag:con", "tag:convoys"),
        ("by:m", "by:miriam"),
        ("kind:dead", "kind:deadline"),
        ("in:", "in:WPA"),
        ("event:s", "event:signing"),
        ("due:to", "due:today"),
        ("is:overdue,dis", "is:overdue,disputed"),
        ("since:y", "since:yesterday"),
    ],
)
def test_the_likeliest_comes_first(typed: str, first: str) -> None:
    assert offered(typed)[0] == first


def test_what_is_whole_is_not_offered_again() -> None:
    assert offered("party:RWA") == []
    assert offered("overdue") == []
    assert offered("nothing-like-this") == []


def test_what_follows_the_cursor_stays() -> None:
    found = complete("party:r late", 7, KNOWN)
    assert found.put("party:r late", 7) == ("party:RWA late", 9)


@given(st.text(max_size=20), st.integers(0, 20))
def test_any_text_at_any_place_is_taken(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    found = complete(text, cursor, KNOWN)
    for place, candidate in enumerate(found.candidates):
        put, after = found.put(text, cursor, place)
        assert put[:after].endswith(candidate.text)
        assert put.endswith(text[cursor:])
