"""`accord report`: without anything that is said, a report of many commitments is printed."""

import csv
import json

import pytest

from tests.cli.conftest import Run
from tui.export.writer import Format


def test_a_report_of_what_passes_a_filter_is_printed(washington: Run) -> None:
    said = washington("report", "in:WPA", "overdue")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("# Commitments\n")
    assert "filter: `in:WPA overdue`" in said.out
    assert "WPA-3" in said.out
    assert "DOHA-1 " not in said.out


@pytest.mark.parametrize("kind", Format)
def test_in_every_format(washington: Run, kind: Format) -> None:
    said = washington("report", "WPA-3", "--format", kind.value)
    assert (said.code, said.err) == (0, "")
    assert "WPA-3" in said.out
    assert "WPA-4" not in said.out


def test_formats_that_programs_read_are_whole(washington: Run) -> None:
    rows = json.loads(washington("list", "--json").out)
    sheet = washington("report", "--format", "csv").out
    found = [row["code"] for row in csv.DictReader(sheet.splitlines())]
    assert found == [row["code"] for row in rows]
    assert washington("report", "--json").out == washington("report", "--format", "json").out


def test_an_unknown_format_is_answered_with_those_there_are(washington: Run) -> None:
    said = washington("report", "--format", "docx")
    assert (said.code, said.out) == (2, "")
    assert "md, csv, json" in said.err


def test_a_report_is_added_or_printed_and_never_both(washington: Run) -> None:
    said = washington("report", "WPA-3", "--by", "DRC", "--says", "done", "--format", "csv")
    assert (said.code, said.out) == (2, "")
    assert "--format is for a report that is printed" in said.err


def test_a_report_about_nothing_is_asked_about_what(washington: Run) -> None:
    said = washington("report", "--by", "DRC", "--says", "done")
    assert (said.code, said.out) == (2, "")
    assert "Which commitments" in said.err
