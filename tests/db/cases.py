"""One or more examples of every command, as carried out in one store, in order."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from db.commands.agreements import AddAgreement, AddParty, EditAgreement
from db.commands.batch import AddMany, Together
from db.commands.commitments import AddCommitment, EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import Link, SetLinks, SetMark, SetTags, Withdraw
from db.commands.occurrences import Arise, MakeOccurrences, MeetOccurrence
from db.commands.reports import AddReport, Entry, SetProgress, SetStatus
from db.commands.saved_views import BindView, DeleteView, RenameView, SaveView
from db.commands.text_edits import EditSheets
from db.domain.commitment_toml import SheetEdit
from db.domain.enums import AgreementRole, PartyKind, Says, Status
from db.packs.loader import find_pack
from db.protocols import Command
from tests.builders import duty

NINE = datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("Africa/Kinshasa"))
TAGS = SetTags(("ACC-5",), "x")


class Case(NamedTuple):
    """A command, by a name to call it in test reports."""

    name: str
    command: Command


def steps() -> list[Case]:
    """Commands that each change the small store further."""
    done = Entry(text="Handed over.", source="letter 7", on=date(2026, 11, 10))
    return [
        Case("party", AddParty("M23", "March 23 Movement", PartyKind.ARMED_GROUP)),
        Case(
            "agreement",
            AddAgreement("DOHA", "Doha", "Asia/Qatar", parties=(("M23", AgreementRole.SIGNATORY),)),
        ),
        Case("undated", duty("Free the prisoners", target=700, unit="prisoners")),
        Case("dated", duty("Set up the committee", "signing + 30 days", verifiers=("UN",))),
        Case("waiting", duty("Withdraw", "ACC-2 done + 10 days", owners=("RWA", "DRC"))),
        Case("child", duty("Withdraw the first battalion", parent="ACC-3", tags="north  east")),
        Case("pasted", AddMany((duty("Five", "2026-12-24"), duty("Six", "every month")))),
        Case("edit", EditCommitment("ACC-1", {"title": "Free all", "critical": True, "target": 9})),
        Case("parties", SetParties(("ACC-1", "ACC-2"), owners=("RWA", "DRC"), verifiers=("UN",))),
        Case("new event", SetEvent("ACC", "start", planned=date(2026, 12, 1))),
        Case("hang", SetDeadline(("ACC-4", "ACC-1"), "start + 2 weeks")),
        Case("extend", SetDeadline(("ACC-2",), "start + 1 month", "floods", date(2026, 11, 9))),
        Case("across", SetDeadline(("ACC-5",), "min(DOHA/signing + 5 days, 2027-01-01)", "moved")),
        Case("move event", SetEvent("ACC", "start", actual=date(2026, 11, 20))),
        Case("exact event", SetEvent("ACC", "start", actual=NINE)),
        Case("other event", SetEvent("DOHA", "signing", actual=date(2026, 11, 15))),
        Case("completing event", SetEvent("ACC", "set-up", completes="ACC-2")),
        Case("hang on it", SetDeadline(("ACC-6",), "set-up + 3 days", "now known")),
        Case("note", AddReport(("ACC-1", "ACC-2"), Entry(text="Called them."))),
        Case("report", AddReport(("ACC-2",), Entry("Met.", "UN", Says.DONE, source="UN 1"))),
        Case("denial", AddReport(("ACC-2",), Entry("No.", "RWA", Says.DENIES))),
        Case("correction", AddReport(("ACC-2",), Entry("Met twice.", "UN", Says.DONE, corrects=3))),
        Case("done", SetStatus(("ACC-2",), Status.DONE, done)),
        Case("many", SetStatus(("ACC-1", "ACC-3", "ACC-4"), Status.UNDER_WAY)),
        Case("reopened", SetStatus(("ACC-2",), Status.UNDER_WAY, Entry(text="Not so."))),
        Case("level", SetProgress(("ACC-1",), level=2)),
        Case("quantity", SetProgress(("ACC-1",), quantity=300)),
        Case("pin", SetMark(("ACC-1", "ACC-3"), "pinned", True)),
        Case("critical", SetMark(("ACC-3",), "critical", True)),
        Case("tags", SetTags(("ACC-1", "ACC-4"), "+north +urgent")),
        Case("after", Link("ACC-3", "ACC-2")),
        Case("parallel", Link("ACC-3", "ACC-2", parallel=True)),
        Case("links", SetLinks(("ACC-3",), after=("ACC-1",))),
        Case("sheets", EditSheets((SheetEdit("ACC-1", {"theme": "Land", "pinned": False}),))),
        Case("view", SaveView("Late", "overdue", slot=7)),
        Case("view renamed", RenameView("Late", "Overdue")),
        Case("view bound", BindView("Overdue", 8)),
        Case("view deleted", DeleteView("Overdue")),
        Case("another view", SaveView("Open", "open")),
        Case("together", Together((EditCommitment("ACC-5", {"theme": "Arms"}), TAGS), "form")),
        Case("calendar", EditAgreement("ACC", calendar="CD")),
        Case("comes round", SetDeadline(("ACC-5",), "every week from signing", "often")),
        Case("came up", MakeOccurrences(("ACC-5",), from_start=True)),
        Case("met", MeetOccurrence("ACC-5", on=date(2026, 11, 9), source="minutes")),
        Case("on each", SetDeadline(("ACC-5",), "within 48 hours of each visit", "now so")),
        Case("arose", Arise("ACC-5", NINE)),
        Case("nobody", SetParties(("ACC-5",), owners=(), to=())),
        Case("released", SetStatus(("ACC-5",), Status.RELEASED, Entry(source="letter 9"))),
        Case("withdraw", Withdraw(("ACC-6", "ACC-4"))),
        Case("pack", find_pack("PRET02")),
        Case("next", AddCommitment("PRET02", "A third", ("DRC",), rule="PRET02-1 done + 1 day")),
    ]  # fmt: skip


def idle() -> list[Case]:
    """Commands that find everything as they want it, after the steps."""
    return [
        Case("party", AddParty("M23", "March 23 Movement", PartyKind.ARMED_GROUP)),
        Case("edit", EditCommitment("ACC-1", {"title": " Free  all ", "critical": True})),
        Case("parties", SetParties(("ACC-1",), owners=("rwa", "DRC", "RWA"))),
        Case("deadline", SetDeadline(("ACC-4", "acc-1"), "start + 2 weeks")),
        Case("mark", SetMark(("ACC-3",), "pinned", True)),
        Case("tags", SetTags(("ACC-1",), "+north -south")),
        Case("link", Link("ACC-3", "ACC-2", parallel=True)),
        Case("event", SetEvent("DOHA", "signing", actual=date(2026, 11, 15))),
        Case("nothing", Together(())),
    ]
