"""Verification of a claim by the speakers' latest statements, taken together. Never typed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pendulum import DateTime

from db.domain.enums import CommitmentRole, Says, Verification

Stance = Literal["owner", "counterpart", "monitor", "other"]
_CLAIMS: Final = frozenset({Says.DONE, Says.NOT_DONE})


@dataclass(frozen=True, slots=True)
class Statement:
    """One speaker's statement about the duty at one time (UTC), and the speaker's stance."""

    speaker: str
    stance: Stance
    says: Says
    at: DateTime


def stance_of(roles: Iterable[CommitmentRole], *, watches: bool = False) -> Stance:
    """Stance of a party with these roles in a commitment; an owner has no other stance.

    `watches`: True for a witness, mediator, guarantor, monitor or observer of the agreement.
    """
    held = frozenset(roles)
    if held & {CommitmentRole.LEAD, CommitmentRole.OWNER}:
        return "owner"
    if CommitmentRole.VERIFIER in held:
        return "monitor"
    if CommitmentRole.COUNTERPART in held:
        return "counterpart"
    return "monitor" if watches else "other"


def verify(statements: Sequence[Statement]) -> Verification:
    """The verification that follows from each speaker's latest statement, in any order given.

    Of two statements at the same instant the later in the sequence counts. Speakers without a role
    in the duty are ignored. A denial disputes any other speaker's claim, done or not done; without
    a claim it has no effect.
    """
    latest = [one for one in _latest(statements) if one.stance != "other"]
    owners = {one.says for one in latest if one.stance == "owner"} & _CLAIMS
    others = {one.says for one in latest if one.stance != "owner"} & _CLAIMS
    claims = owners | others
    denied = any(one.says is Says.DENIES for one in latest)
    if len(claims) > 1 or (claims and denied):
        return Verification.DISPUTED
    if not others and _had_no_access(latest):
        return Verification.COULD_NOT_VERIFY
    if not others:
        if not owners:
            return Verification.NO_REPORT
        return Verification.CLAIMED if Says.DONE in owners else Verification.REPORTED
    if Says.DONE in others or owners:
        return Verification.CONFIRMED
    return Verification.REPORTED


def _had_no_access(latest: Iterable[Statement]) -> bool:
    return any(one.stance == "monitor" and one.says is Says.COULD_NOT_VERIFY for one in latest)


def _latest(statements: Iterable[Statement]) -> list[Statement]:
    newest: dict[str, Statement] = {}
    owners: set[str] = set()
    for one in statements:
        if one.stance == "owner":
            owners.add(one.speaker)
        if one.speaker not in newest or one.at >= newest[one.speaker].at:
            newest[one.speaker] = one
    # Who owes a duty and is owed it too, as in "each other", speaks as one who owes.
    return [
        replace(one, stance="owner") if one.speaker in owners else one for one in newest.values()
    ]
