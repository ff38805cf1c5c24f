"""Dispatch of an action by its id to the object with its method."""

from typing import Any

from textual.app import App


async def run_action(app: App[Any], action_id: str) -> bool:
    """Run an action where its key would: focused widget, its parents, screen, app.

    Returns:
        True if the action ran. An action that `check_action` forbids now does not run.
    """
    start = app.focused or app.screen
    for node in (*start.ancestors_with_self, app):
        if hasattr(node, f"action_{action_id}"):
            return await app.run_action(action_id, node)
    return False
