"""The demo's first agreement: a ceasefire signed 120 days ago, with all that can happen."""

from typing import Any

from db.commands.agreements import AddAgreement, AddParty
from db.commands.commitments import AddCommitment, EditCommitment
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import Link, SetMark, SetTags
from db.commands.occurrences import Arise, MakeOccurrences, MeetOccurrence
from db.commands.reports import AddReport, Entry
from db.commands.undo import Undo
from db.domain.enums import AgreementRole, PartyKind, Says, Status
from db.packs.demo_data.diary import Diary, PastCommand, duty, entered, told

ZONE = "Africa/Nairobi"
_SIGNED = 120
_MINUTES = "Minutes of the Commission"
_PARTIES = (
    ("ARA", "Republic of Arandia", PartyKind.STATE, AgreementRole.SIGNATORY),
    ("NVF", "Northern Valleys Front", PartyKind.ARMED_GROUP, AgreementRole.SIGNATORY),
    ("JMC", "Joint Monitoring Commission", PartyKind.BODY, AgreementRole.MONITOR),
    ("RUO", "Regional Union Observer Office", PartyKind.ORGANISATION, AgreementRole.GUARANTOR),
    ("ICN", "International Care Network", PartyKind.ORGANISATION, AgreementRole.OBSERVER),
)


def steps(days: Diary) -> list[PastCommand]:
    """Steps in the demo's past about this agreement."""
    return [
        *_beginning(days),
        *entered(118, [*_forces(), *_people(days), *_politics(days)]),
        *_arrangements(days),
        *_met(days),
        *_line_of_separation(days),
        *_detainees_and_roads(days),
        *_again_and_again(days),
        *_lately(days),
    ]


def _beginning(days: Diary) -> list[PastCommand]:
    agreement = AddAgreement(
        "KESH",
        "Kesh Valleys Ceasefire and Return Agreement",
        ZONE,
        process="Kesh",
        signed_on=days.ago(_SIGNED),
        note="Invented, like everything in the demo.",
        parties=tuple((code, role) for code, _, _, role in _PARTIES),
    )
    return [
        *(PastCommand(119, "asel", AddParty(code, name, kind)) for code, name, kind, _ in _PARTIES),
        PastCommand(119, "asel", agreement),
        PastCommand(119, "asel", SetEvent("KESH", "road-cleared", "Kesh road cleared of mines")),
        PastCommand(
            119, "asel", SetEvent("KESH", "elections", "Elections", planned=days.ago(-170))
        ),
        PastCommand(119, "asel", SetEvent("KESH", "incident-report", "Report of an incident")),
    ]


def _duty(title: str, owners: str, to: str, rule: str, theme: str, **fields: Any) -> AddCommitment:
    given = {"rule": rule, "theme": theme, "verifiers": ("JMC",), **fields}
    return duty("KESH", title, owners, to, **given)


def _forces() -> list[AddCommitment]:
    both = "ARA NVF"
    return [
        _duty("Hold fire along the line of separation", both, both, "signing + 3 days",
              "security", provision="Art. 1", critical=True, continuing=True),
        _duty("Name liaison officers", both, both, "signing + 10 days",
              "security", provision="Art. 2.1"),
        _duty("Open the Joint Monitoring Commission", both, both, "signing + 30 days",
              "oversight", provision="Art. 9.1", verifiers=("RUO",)),
        _duty("Withdraw heavy weapons 20 km from the line", "NVF", "ARA", "signing + 90 days",
              "security", provision="Art. 2.3", critical=True, target=60, unit="weapons"),
        _duty("Withdraw artillery from the airfield road", "ARA", "NVF", "signing + 90 days",
              "security", provision="Art. 2.4", critical=True),
        _duty("Gather fighters at four assembly sites", "NVF", "ARA", "signing + 146 days",
              "security", provision="Art. 3.1", target=2400, unit="fighters",
              verifiers=("JMC", "RUO")),
    ]  # fmt: skip


def _people(days: Diary) -> list[AddCommitment]:
    return [
        _duty("Release 100 detainees", "ARA", "NVF", "signing + 60 days", "prisoners",
              provision="Art. 4.1", critical=True, target=100, unit="detainees",
              verifiers=("ICN",)),
        _duty("Hand over the lists of missing persons", "NVF", "ARA", days.hour(40), "prisoners",
              provision="Art. 4.3", verifiers=("ICN",)),
        _duty("Clear the Kesh road of mines", "ARA", "NVF", days.fixed(-5), "access",
              provision="Art. 5.1", target=18, unit="km"),
        _duty("Open the Kesh road to civilian traffic", "ARA NVF", "", "road-cleared + 14 days",
              "access", provision="Art. 5.2"),
        _duty("Reopen the schools of the three valley districts", "NVF", "ARA",
              "signing + 100 days", "return", provision="Art. 6.1", target=17, unit="schools",
              verifiers=("ICN",)),
        _duty("Return the vehicles of the aid agencies", "NVF", "ICN", days.fixed(3), "return",
              provision="Art. 6.4", target=9, unit="vehicles"),
        _duty("Let observers visit every assembly site", "ARA NVF", "RUO", "none", "oversight",
              provision="Art. 9.3", continuing=True, verifiers=("RUO",)),
    ]  # fmt: skip


def _politics(days: Diary) -> list[AddCommitment]:
    return [
        _duty("Publish the agreement in both languages", "ARA", "NVF", "signing + 14 days",
              "politics", provision="Art. 11.2", verifiers=()),
        _duty("Pay the salaries of the valley districts' civil servants", "ARA", "NVF",
              "every month from signing", "return", provision="Art. 7.1"),
        _duty("Report each incident at the line", "JMC", "RUO",
              "within 48 hours of each incident-report", "oversight", provision="Art. 9.4",
              verifiers=()),
        _duty("Set up a valley police of its own", "ARA", "NVF", "signing + 80 days", "security",
              provision="Art. 8.2"),
        _duty("Keep aircraft away from the valleys", "ARA", "NVF", "none", "security",
              provision="Art. 1.4", critical=True, continuing=True),
        _duty("Publish the register of voters", "ARA", "NVF", "elections - 60 days", "politics",
              provision="Art. 10.1"),
        _duty("Appoint the Return Fund's board", "ARA NVF", "ICN", days.fixed(0), "return",
              provision="Art. 6.7", verifiers=("RUO",)),
    ]  # fmt: skip


def _arrangements(days: Diary) -> list[PastCommand]:
    cleared = SetEvent(
        "KESH", "road-cleared", completes="KESH-9", reason="Art. 5.2 hangs on Art. 5.1"
    )
    agreed = days.ago(65)
    later = SetDeadline(
        ("KESH-7",), days.fixed(0), "lists were not ready", agreed, "both parties", _MINUTES
    )
    return [
        PastCommand(117, "asel", Link("KESH-5", "KESH-4", parallel=True)),
        PastCommand(117, "asel", cleared),
        PastCommand(117, "jonas", Link("KESH-10", "KESH-9")),
        PastCommand(116, "jonas", SetTags(("KESH-4", "KESH-5", "KESH-6"), "annex-b")),
        PastCommand(64, "miriam", later),
    ]


def _met(days: Diary) -> list[PastCommand]:
    done, holds = Status.DONE, Says.DONE
    return [
        told(days, 117, "asel", "KESH-1", "Fire stopped on the whole line.", speaker="ARA",
             says=holds, status=done, source="Statement of both sides"),
        told(days, 112, "asel", "KESH-2", "Six officers named on each side.", speaker="NVF",
             says=holds, status=done, source="Letters to the guarantor"),
        told(days, 106, "jonas", "KESH-14", "Printed and read out on the radio.", speaker="ARA",
             says=holds, status=done, source="Official gazette, no. 211"),
        told(days, 79, "miriam", "KESH-3", "First session, in the border town.", speaker="RUO",
             says=holds, status=done, source="Communiqué of the first session", grade="A1"),
        told(days, 55, "miriam", "KESH-17", "Replaced by joint patrols.", status=Status.RELEASED,
             source="Second protocol, par. 3"),
        told(days, 34, "jonas", "KESH-11", "Nine schools open again.", speaker="NVF",
             status=Status.UNDER_WAY, quantity=9, source="Weekly bulletin"),
        told(days, 28, "jonas", "KESH-11", "All schools have their teachers back.", speaker="NVF",
             says=holds, status=done, quantity=17, level=3, source="Weekly bulletin"),
        told(days, 25, "asel", "KESH-11", "Counted 17 of 17 on our visit.", speaker="ICN",
             says=holds, quantity=17, source="Visit report 12", grade="A2"),
    ]  # fmt: skip


def _line_of_separation(days: Diary) -> list[PastCommand]:
    way, absent = Status.UNDER_WAY, Says.NOT_DONE
    return [
        told(days, 95, "miriam", "KESH-4", "First column left.", speaker="NVF", status=way,
             quantity=12, source="Statement of the Front"),
        told(days, 60, "jonas", "KESH-1", "No shot in eight weeks.", speaker="JMC",
             says=Says.DONE, source=_MINUTES, grade="A1"),
        told(days, 38, "jonas", "KESH-18", "Two helicopters over the upper valley.",
             speaker="JMC", status=Status.BREACHED, source="Incident report 31", grade="B2"),
        told(days, 37, "asel", "KESH-18", "They carried a patient.", speaker="ARA",
             says=Says.DENIES, source="Ministry of defence"),
        told(days, 31, "miriam", "KESH-4", "All is withdrawn.", speaker="NVF", says=Says.DONE,
             quantity=60, source="Statement of the Front"),
        told(days, 27, "miriam", "KESH-4", "29 pieces still stand within 20 km.", speaker="JMC",
             says=absent, quantity=31, source=_MINUTES, grade="A2"),
        told(days, 26, "asel", "KESH-5", "We move when the Front has moved.", speaker="ARA",
             says=absent, status=Status.STALLED, source="Ministry of defence"),
        told(days, 20, "jonas", "KESH-13", "Turned back at site 3, twice.", speaker="RUO",
             says=Says.COULD_NOT_VERIFY, source="Observers' week 14", grade="A1"),
        told(days, 16, "jonas", "KESH-6", "1,310 fighters have come.", speaker="NVF", status=way,
             quantity=1310, level=2, source="Statement of the Front"),
        told(days, 9, "jonas", "KESH-6", "Counted 1,244 at three sites.", speaker="JMC",
             quantity=1244, source=_MINUTES, grade="B2"),
    ]  # fmt: skip


def _detainees_and_roads(days: Diary) -> list[PastCommand]:
    way = Status.UNDER_WAY
    return [
        told(days, 58, "miriam", "KESH-7", "The first 40 went home.", speaker="ARA", status=way,
             quantity=40, source="Ministry of justice"),
        told(days, 41, "miriam", "KESH-9", "Work has begun at the north end.", speaker="ARA",
             status=way, quantity=4, source="Mine action centre"),
        told(days, 22, "asel", "KESH-12", "Three given back, then nothing.", speaker="ICN",
             status=Status.STALLED, quantity=3, source="Letter of the network"),
        told(days, 12, "asel", "KESH-7", "64 received so far.", speaker="ICN", quantity=64,
             level=2, source="Visit report 14", grade="A1"),
        told(days, 6, "miriam", "KESH-9", "13 km are free.", speaker="ARA", quantity=13,
             source="Mine action centre"),
    ]  # fmt: skip


def _again_and_again(days: Diary) -> list[PastCommand]:
    """Recurring duties: monthly salaries, and an answer after each incident."""
    helicopters = Arise("KESH-16", days.ago(38), "Two helicopters", "Incident report 31")
    treasury = "Circular of the treasury"
    return [
        PastCommand(90, "miriam", MeetOccurrence("KESH-15", 1, days.ago(91), treasury)),
        PastCommand(55, "jonas", MakeOccurrences(("KESH-15",))),
        PastCommand(52, "jonas", MeetOccurrence("KESH-15", 2, days.ago(53), treasury)),
        PastCommand(37, "jonas", helicopters),
        PastCommand(36, "jonas", MeetOccurrence("KESH-16", 1, days.ago(37), "Incident report 31")),
        PastCommand(25, "miriam", MeetOccurrence("KESH-15", 3, days.ago(29), treasury)),
        PastCommand(
            0, "asel", Arise("KESH-16", days.ago(1), "A drone over site 3", "Call of the site")
        ),
    ]


def _lately(days: Diary) -> list[PastCommand]:
    moved = SetEvent(
        "KESH", "elections", planned=days.ago(-200), reason="the electoral office asked for a month"
    )
    call = Entry("The board's last member is to be named this afternoon.")
    title = {"title": "Set up a valley police force"}
    return [
        PastCommand(50, "jonas", SetMark(("KESH-17",), "critical", on=True)),
        PastCommand(50, "jonas", Undo(reason="wrong line")),
        PastCommand(48, "miriam", EditCommitment("KESH-17", title, reason="as in the protocol")),
        PastCommand(8, "miriam", moved),
        PastCommand(3, "asel", SetMark(("KESH-4",), "pinned", on=True)),
        PastCommand(1, "jonas", AddReport(("KESH-20",), call)),
        PastCommand(
            0, "asel", AddReport(("KESH-7",), Entry("Buses for the last 36 leave at noon."))
        ),
    ]
