"""Doing an action of the table by its id, whoever has the method for it."""

from typing import Any

from textual.app import App


async def perform(app: App[Any], action_id: str) -> bool:
    """Do an action where a key would have done it: focused widget, its parents, screen, app.

    Returns:
        Whether somebody did it. Nobody does what `check_action` forbids just now.
    """
    start = app.focused or app.screen
    for node in (*start.ancestors_with_self, app):
        if hasattr(node, f"action_{action_id}"):
            return await app.run_action(action_id, node)
    return False
