"""Takes the pictures of the documentation anew: `python -m tests.screenshots`."""

import asyncio
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from zlib import adler32

from db.packs.demo import build_demo
from tests.builders import NOW
from tests.shots import LARGE, SHOTS, SMALL, after, app_for
from tests.ssh import recording

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
PICTURES: Mapping[str, tuple[str, tuple[int, int]]] = {
    **{name: (name, SMALL) for name in SHOTS},
    "overview-wide": ("overview", LARGE),
}
"""Files, without `.svg`, with what they show at which size."""
_ELSEWHERE = re.compile(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)


async def take(store: Path, name: str) -> str:
    """One picture as SVG, the same on every machine."""
    shot, size = PICTURES[name]
    app = app_for(store)
    async with app.run_test(size=size) as pilot:
        await after(app, shot)(pilot)
        picture = app.export_screenshot(title="accord")
        app.store.close()
    return _steady(picture, name)


def _steady(picture: str, name: str) -> str:
    """Names from the file instead of the content, and nothing fetched from elsewhere."""
    mark = f"terminal-{adler32(name.encode())}"
    return _ELSEWHERE.sub("", re.sub(r"terminal-\d+(?=-)", mark, picture))


async def take_all() -> None:
    """Write every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "demo.db"
            build_demo(str(store), NOW)
            picture = await take(store, name)
        (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")
        sys.stdout.write(f"{name}.svg\n")


if __name__ == "__main__":
    asyncio.run(take_all())
    recording.main()
