"""Saved views: opened by a key or from a menu; saved, renamed, put on keys and deleted there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from db.commands.saved_views import BindView, DeleteView
from db.queries.saved_views import SLOTS, SavedViews
from tui.formatting import saved_views
from tui.formatting.sanitize import safe
from tui.screens.base.export_actions import ExportScreen
from tui.services.key_queue import hold_keys
from tui.services.protocol import host

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.saved_views import SavedView
    from tui.screens.dialogs.menu import MenuItem

LETTERS = "abcdefghilmnoprstuvwxyz"
"""Keys of views in the menu; the actions on views have capitals."""
DEEDS = {
    "S": "Save what is shown as a view",
    "R": "Rename a view",
    "B": "Put a view on key 7, 8 or 9",
    "D": "Delete a view",
}


class SavedViewScreen(ExportScreen):
    """Opens and saves views."""

    @work(group="menu")
    async def action_saved_view_7(self) -> None:
        """Open the view on key 7."""
        await self._open_slot(7)

    @work(group="menu")
    async def action_saved_view_8(self) -> None:
        """Open the view on key 8."""
        await self._open_slot(8)

    @work(group="menu")
    async def action_saved_view_9(self) -> None:
        """Open the view on key 9."""
        await self._open_slot(9)

    async def _open_slot(self, slot: int) -> None:
        for view in await host(self).ask(SavedViews()):
            if view.slot == slot:
                await self.open_view(view)
                return
        host(self).say(f"No view is on key {slot} yet: F, then B puts one there.")

    async def open_view(self, view: SavedView) -> None:
        """Apply the scope of the view, on its screen."""
        self.scope.enter(view)
        await self.go(view.view)
        shown = self.app.screen
        if isinstance(shown, SavedViewScreen):
            shown.on_screen_resume()
        host(self).say(f"View '{safe(view.name)}'.")

    @work(group="menu")
    async def action_saved_views(self) -> None:
        """Open a saved view, or change one."""
        app = host(self)
        with hold_keys(self, patient=False):
            found = await app.ask(SavedViews())
        deeds = [] if app.read_only else self._deeds(found)
        if not found and not deeds:
            app.say("No views are saved in this store.")
            return
        chosen = await self._choose("Saved views", [*_items(found), *deeds])
        if chosen is None:
            return
        if chosen in DEEDS:
            await self._do_to_view(chosen, found)
        else:
            await self.open_view(next(view for view in found if str(view.id) == chosen))

    def _deeds(self, found: Sequence[SavedView]) -> list[MenuItem]:
        from tui.screens.dialogs.menu import MenuItem

        shown = DEEDS if found else {"S": DEEDS["S"]}
        return [MenuItem(key, label, key) for key, label in shown.items()]

    async def _choose(self, title: str, items: Sequence[MenuItem]) -> str | None:
        from tui.screens.dialogs.menu import MenuScreen

        menu = MenuScreen(title, items, ascii_only=host(self).look.ascii)
        return await self.app.push_screen_wait(menu)

    async def _do_to_view(self, deed: str, found: Sequence[SavedView]) -> None:
        from tui.forms.saved_view import RenameForm, SaveViewForm

        if deed == "S":
            await self.app.push_screen_wait(SaveViewForm(self.scope, self.tab()))
            return
        chosen = await self._choose(DEEDS[deed], _items(found))
        view = next((each for each in found if str(each.id) == chosen), None)
        if view is None:
            return
        if deed == "R":
            await self.app.push_screen_wait(RenameForm(view))
        elif deed == "D":
            await self.carry_out(DeleteView(view.name))
        else:
            await self._bind(view)

    async def _bind(self, view: SavedView) -> None:
        from tui.screens.dialogs.menu import MenuItem

        keys = [MenuItem(str(slot), f"key {slot}", str(slot)) for slot in SLOTS]
        chosen = await self._choose(
            f"{view.name}: on which key?", [*keys, MenuItem("n", "no key", "")]
        )
        if chosen is not None:
            await self.carry_out(BindView(view.name, int(chosen) if chosen else None))


def _items(found: Sequence[SavedView]) -> list[MenuItem]:
    from tui.screens.dialogs.menu import MenuItem

    return [
        MenuItem(
            LETTERS[place] if place < len(LETTERS) else "",
            safe(view.name),
            str(view.id),
            note=saved_views.remark(view),
        )
        for place, view in enumerate(found)
    ]
