"""The demo's second agreement: two states and a lake, signed 45 days ago."""

from typing import Any

from db.commands.agreements import AddAgreement, AddParty
from db.commands.commitments import AddCommitment
from db.commands.events import SetEvent
from db.commands.reports import AddReport, Entry
from db.domain.enums import AgreementRole, PartyKind, Says, Status
from db.packs.demo_data.diary import Diary, PastCommand, duty, entered, told

ZONE = "Africa/Lusaka"
_PARTIES = (
    ("ARA", "Republic of Arandia", PartyKind.STATE, AgreementRole.SIGNATORY),
    ("SOR", "Sorelia", PartyKind.STATE, AgreementRole.SIGNATORY),
    ("LBO", "Lake Basin Office", PartyKind.BODY, AgreementRole.MONITOR),
)


def steps(days: Diary) -> list[PastCommand]:
    """Steps in the demo's past about this agreement."""
    return [*_beginning(days), *entered(43, _duties(days)), *_story(days)]


def _beginning(days: Diary) -> list[PastCommand]:
    agreement = AddAgreement(
        "LAKE",
        "Lake Sorel Water and Trade Arrangement",
        ZONE,
        process="Lake Sorel",
        signed_on=days.ago(45),
        note="Invented, like everything in the demo.",
        parties=tuple((code, role) for code, _, _, role in _PARTIES),
    )
    second = SetEvent("LAKE", "second-round", "Second round of talks opens", planned=days.ago(-9))
    return [
        *(
            PastCommand(44, "miriam", AddParty(code, name, kind))
            for code, name, kind, _ in _PARTIES
        ),
        PastCommand(44, "miriam", agreement),
        PastCommand(44, "miriam", second),
    ]


def _duty(title: str, owners: str, to: str, rule: str, theme: str, **fields: Any) -> AddCommitment:
    given = {"rule": rule, "theme": theme, "verifiers": ("LBO",), **fields}
    return duty("LAKE", title, owners, to, **given)


def _duties(days: Diary) -> list[AddCommitment]:
    both = "ARA SOR"
    soonest = f"min(signing + 60 days, {days.fixed(-20)})"
    return [
        _duty("Share the daily level of the lake", both, both, "signing + 7 days", "water",
              provision="Art. 2", continuing=True),
        _duty("Lower the Tarn reservoir to 412 metres", "SOR", "ARA", days.fixed(-1), "water",
              provision="Art. 3", critical=True),
        _duty("Open the customs post at Tarn bridge", "ARA", "SOR", days.fixed(1), "trade",
              provision="Art. 5.1"),
        _duty("Pay the first share of the dredging fund", "SOR", "LBO", "signing + 57 days",
              "water", provision="Art. 4.2", target=1_200_000, unit="crowns"),
        _duty("Sign the protocol on fishing licences", both, both, "second-round + 21 days",
              "fishing", provision="Art. 6.1", critical=True),
        _duty("Agree on a timetable for the ferries", both, both, soonest, "trade",
              provision="Art. 5.3", verifiers=()),
        _duty("Exchange lists of licensed boats", both, both, "signing + 20 days", "fishing",
              provision="Art. 6.2", verifiers=()),
        _duty("Name the director of the joint secretariat", both, "LBO", "LAKE-5 done + 30 days",
              "oversight", provision="Art. 9"),
    ]  # fmt: skip


def _story(days: Diary) -> list[PastCommand]:
    gauge = Entry("The gauge shows 413.1 metres this morning.", "LBO", quantity=None, level=2)
    return [
        told(days, 40, "miriam", "LAKE-1", "Both gauges report every day.", speaker="LBO",
             says=Says.DONE, status=Status.DONE, source="Basin bulletin 1"),
        told(days, 23, "asel", "LAKE-7", "Lists exchanged in the capital.", speaker="SOR",
             says=Says.DONE, status=Status.DONE, source="Joint note of the ministries"),
        told(days, 18, "miriam", "LAKE-2", "The gates are open.", speaker="SOR",
             status=Status.UNDER_WAY, level=1, source="Ministry of water"),
        told(days, 14, "jonas", "LAKE-4", "A first part has come in.", speaker="LBO",
             status=Status.UNDER_WAY, quantity=400_000, source="Account of the fund", grade="A1"),
        told(days, 5, "miriam", "LAKE-3", "The building is ready, the staff is not.",
             speaker="ARA", status=Status.UNDER_WAY, source="Customs office"),
        PastCommand(1, "miriam", AddReport(("LAKE-2",), gauge)),
    ]  # fmt: skip
