"""The session in the README shows the program as it is: `python -m tests.ssh.recording`."""

from pathlib import Path
from xml.etree import ElementTree

from tests.ssh.film import picture
from tests.ssh.recording import PLACE, SCENES, record
from tests.ssh.screen import Screen
from tests.ssh.server import Server, need_terminals


def test_the_recording_is_of_today(server: Server, tmp_path: Path) -> None:
    need_terminals()
    kept = PLACE.read_text(encoding="utf-8")

    def compare(screen: Screen, number: int) -> None:
        caption = SCENES[number].caption
        screen.wait_until(
            lambda: picture(caption, screen.terminal).body in kept,
            f"{PLACE.name} is old (run python -m tests.ssh.recording): picture {number + 1} is",
        )

    record(server, tmp_path / "demo.db", compare)


def test_the_recording_is_one_whole_picture_that_fetches_nothing() -> None:
    kept = PLACE.read_text(encoding="utf-8")
    frames = ElementTree.fromstring(kept).findall("{http://www.w3.org/2000/svg}g")
    assert len(frames) == len(SCENES)
    assert "http" not in kept.replace("http://www.w3.org/2000/svg", "")
