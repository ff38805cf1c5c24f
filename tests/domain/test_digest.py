"""The form that digests cover: fixed for ever, since minutes on paper hang on it."""

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from db.domain.audit_hash import FIRST, ChangeRecord, canonical, digest, stamp

LINE = ChangeRecord(
    id=3,
    at="2026-11-23T15:20:00.000000Z",
    actor="Zoë",
    kind="set status",
    summary='ACC-1: "under way"\n-> done',
    reason="",
    target_id=None,
    rows=[["update", "commitment", 1, {"status": "pending"}, {"status": "done", "amount": 7}]],
    items=(4, 12),
)
BYTES = (
    '{"actor":"Zoë","at":"2026-11-23T15:20:00.000000Z","id":3,"items":[4,12],"kind":"set status",'
    '"previous":"ab","reason":"","rows":[["update","commitment",1,{"status":"pending"},'
    '{"amount":7,"status":"done"}]],"summary":"ACC-1: \\"under way\\"\\n-> done","target_id":null}'
).encode()


def test_the_form_is_the_one_that_is_promised() -> None:
    assert canonical(LINE.as_json("ab")) == BYTES
    assert digest(LINE, "ab") == sha256(BYTES).hexdigest()


def test_the_first_line_has_nothing_before_it() -> None:
    assert b'"previous":""' in canonical(LINE.as_json(FIRST))


def test_a_moment_is_told_in_one_way_wherever_it_was() -> None:
    there = datetime(2026, 11, 23, 16, 20, 0, 5, timezone(timedelta(hours=1)))
    assert stamp(there) == stamp(there.astimezone(UTC)) == "2026-11-23T15:20:00.000005Z"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_what_is_read_back_has_the_same_bytes(value: object) -> None:
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@given(st.dictionaries(st.text(), values, min_size=2, max_size=4))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)
