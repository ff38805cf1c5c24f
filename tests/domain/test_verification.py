"""What follows from who said what, last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import UTC, DateTime

from db.domain.enums import CommitmentRole, Says, Verification
from db.domain.verification import Stance, Statement, stance_of, verify

START = DateTime(2025, 9, 1, tzinfo=UTC)
STANCES: dict[str, Stance] = {
    "o": "owner",
    "p": "owner",
    "c": "counterpart",
    "m": "monitor",
    "n": "monitor",
    "x": "other",
}
SAYS = {"+": Says.DONE, "-": Says.NOT_DONE, "?": Says.COULD_NOT_VERIFY, "!": Says.DENIES}


def said(text: str) -> list[Statement]:
    """Statements such as "o+ m-": an owner says done, then, a day later, a monitor not done."""
    return [
        Statement(word[0], STANCES[word[0]], SAYS[word[1]], START.add(days=number))
        for number, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("text", "verification"),
    [
        ("", Verification.NO_REPORT),
        ("x+ x-", Verification.NO_REPORT),
        ("o?", Verification.NO_REPORT),
        ("c?", Verification.NO_REPORT),
        ("o+", Verification.CLAIMED),
        ("o-", Verification.REPORTED),
        ("o+ p+", Verification.CLAIMED),
        ("o+ x-", Verification.CLAIMED),
        ("o+ c?", Verification.CLAIMED),
        ("o- p+", Verification.DISPUTED),
        ("o+ p+ m+", Verification.CONFIRMED),
        ("o+ c+", Verification.CONFIRMED),
        ("c+", Verification.CONFIRMED),
        ("m+ n?", Verification.CONFIRMED),
        ("o- m-", Verification.CONFIRMED),
        ("o- c-", Verification.CONFIRMED),
        ("m-", Verification.REPORTED),
        ("c- m-", Verification.REPORTED),
        ("o? m-", Verification.REPORTED),
        ("m- x+", Verification.REPORTED),
        ("o+ m-", Verification.DISPUTED),
        ("o+ c-", Verification.DISPUTED),
        ("o- c+", Verification.DISPUTED),
        ("c+ m-", Verification.DISPUTED),
        ("m+ n-", Verification.DISPUTED),
        ("o+ c- m?", Verification.DISPUTED),
        ("m?", Verification.COULD_NOT_VERIFY),
        ("o+ m?", Verification.COULD_NOT_VERIFY),
        ("o- m?", Verification.COULD_NOT_VERIFY),
        ("o+ c? m?", Verification.COULD_NOT_VERIFY),
        ("c+ m?", Verification.CONFIRMED),
        ("c- m?", Verification.REPORTED),
        # A denial disputes what somebody else says, and is nothing by itself.
        ("m- o!", Verification.DISPUTED),
        ("c- m- o!", Verification.DISPUTED),
        ("o+ c!", Verification.DISPUTED),
        ("o+ p!", Verification.DISPUTED),
        ("m- x!", Verification.REPORTED),
        ("o!", Verification.NO_REPORT),
        ("o! m?", Verification.COULD_NOT_VERIFY),
        ("o! m- o-", Verification.CONFIRMED),
        # Only the latest of each speaker counts.
        ("o+ m- m+", Verification.CONFIRMED),
        ("o- o+", Verification.CLAIMED),
        ("o+ m+ m?", Verification.COULD_NOT_VERIFY),
        ("m- o+ o-", Verification.CONFIRMED),
    ],
)
def test_what_follows(text: str, verification: Verification) -> None:
    assert verify(said(text)) is verification


def test_of_two_statements_at_once_the_later_in_the_list_counts() -> None:
    first = Statement("m", "monitor", Says.DONE, START)
    second = Statement("m", "monitor", Says.NOT_DONE, START)
    assert verify([first, second]) is Verification.REPORTED
    assert verify([second, first]) is Verification.CONFIRMED


def test_order_in_the_list_does_not_matter_otherwise() -> None:
    statements = said("o+ m- m+")
    assert verify(statements[::-1]) is Verification.CONFIRMED


def test_who_owes_and_is_owed_counts_as_owner() -> None:
    both = [
        Statement("DRC", "owner", Says.DONE, START),
        Statement("DRC", "counterpart", Says.DONE, START.add(days=1)),
    ]
    assert verify(both) is Verification.CLAIMED
    assert stance_of([CommitmentRole.COUNTERPART, CommitmentRole.OWNER]) == "owner"
    assert stance_of([CommitmentRole.LEAD]) == "owner"
    assert stance_of([CommitmentRole.VERIFIER, CommitmentRole.COUNTERPART]) == "monitor"
    assert stance_of([CommitmentRole.COUNTERPART]) == "counterpart"
    assert stance_of([]) == "other"


statements = st.lists(
    st.builds(
        lambda speaker, says, day: Statement(speaker, STANCES[speaker], says, START.add(days=day)),
        st.sampled_from(sorted(STANCES)),
        st.sampled_from(Says),
        st.integers(0, 5),
    ),
    max_size=8,
)


@given(statements)
def test_a_dispute_needs_two_who_differ(found: list[Statement]) -> None:
    counted = [one for one in found if one.stance != "other"]
    assert verify(found) is verify(counted)
    if verify(found) is Verification.DISPUTED:
        assert len({one.speaker for one in counted}) > 1
        assert len({one.says for one in counted} - {Says.COULD_NOT_VERIFY}) > 1
