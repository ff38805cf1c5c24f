import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.line.terminal import Terminal

NOW = "2026-11-23 16:20 Africa/Kinshasa"


class Seats:
    """Places at terminals, all at one store; left in order at the end."""

    def __init__(self, store: Path, home: Path) -> None:
        self.store = store
        self.home = home
        self._taken: list[Terminal] = []

    def sit(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        term: str = "xterm-256color",
        now: str = NOW,
        env: Mapping[str, str] = MappingProxyType({}),
        actor: str = "asel",
        controlling: bool = True,
        fresh: bool = False,
    ) -> Terminal:
        """Start accord."""
        clock = ("--now", now) if now else ()
        before = ("--store", str(self.store), "--as", actor, *clock)
        terminal = Terminal(
            *before,
            *arguments,
            home=self.home,
            size=size,
            term=term,
            env=env,
            controlling=controlling,
            fresh=fresh,
        )
        self._taken.append(terminal)
        return terminal

    def leave(self) -> None:
        """End what is still there."""
        for terminal in self._taken:
            terminal.__exit__(None, None, None)


@pytest.fixture
def seats(packed_template: Path, tmp_path: Path) -> Iterator[Seats]:
    """Terminals at a store of twelve agreements."""
    store = Path(shutil.copy(packed_template, tmp_path / "accord.db"))
    found = Seats(store, tmp_path / "home")
    found.home.mkdir()
    yield found
    found.leave()
