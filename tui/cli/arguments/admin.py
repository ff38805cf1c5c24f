"""Arguments of the verbs about the store, the program and its users."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.arguments.common import count
from tui.ssh.public_key import Role

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable


def _seed(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["list", "load"], metavar="list|load")
    verb.add_argument("packs", nargs="*", metavar="PACK", help="a pack's code, or a .toml file")


def _demo(verb: ArgumentParser) -> None:
    verb.add_argument(
        "rest", nargs=argparse.REMAINDER, metavar="VERB …", help="any verb with its options"
    )


def _backup(verb: ArgumentParser) -> None:
    verb.add_argument("--to", default="", metavar="FOLDER", help="where; else beside the store")
    verb.add_argument(
        "--keep",
        type=count,
        default=None,
        metavar="N",
        help="take away all but the newest N",
    )
    verb.add_argument("--list", action="store_true", help="those there are, the newest first")


def _restore(verb: ArgumentParser) -> None:
    verb.add_argument("backup", metavar="BACKUP", help="a file that accord backup made")


def _store(verb: ArgumentParser) -> None:
    actions = ["create", "roles", "upgrade", "check", "copy"]
    verb.add_argument("action", choices=actions, metavar="|".join(actions))
    verb.add_argument(
        "places", nargs="*", metavar="PLACE",
        help="a path or a database URL, else the store; copy: from where, and to where",
    )  # fmt: skip
    verb.add_argument(
        "--sql", action="store_true", help="create, roles: only print what makes them"
    )
    verb.add_argument(
        "--roles", default="accord", metavar="NAME",
        help="create, roles: what their names begin with",
    )  # fmt: skip
    verb.add_argument(
        "--to", default=".", metavar="FOLDER", help="upgrade: where a dump of PostgreSQL goes"
    )
    verb.add_argument("--no-dump", action="store_true", help="upgrade: without one")
    verb.add_argument(
        "--files", default="", metavar="FOLDER", help="copy: where attached files shall go"
    )
    verb.add_argument(
        "--mend-texts", action="store_true", help="copy: those that no store takes any more"
    )


def _keys(verb: ArgumentParser) -> None:
    verb.add_argument("--markdown", action="store_true", help="the page docs/keys.md")


def _completion(verb: ArgumentParser) -> None:
    verb.add_argument("shell", choices=["bash", "zsh", "fish"])


def _session(verb: ArgumentParser) -> None:
    _role(verb, required=True)


def _role(verb: ArgumentParser, *, required: bool) -> None:
    roles = [role.value for role in Role]
    verb.add_argument(
        "--role", required=required, choices=roles, help="reviewer: looks; editor: changes too"
    )


def _ssh(verb: ArgumentParser) -> None:
    actions = ["authorize", "list", "revoke", "config"]
    verb.add_argument("action", choices=actions, metavar="|".join(actions))
    verb.add_argument("who", nargs="?", default="", metavar="NAME", help="whom to revoke")
    verb.add_argument("--name", default="", help="authorize: who it is, for the trail")
    _role(verb, required=False)
    verb.add_argument(
        "--write", nargs="?", const="", default=None, metavar="FILE",
        help="authorize: add the line to FILE, or ~/.ssh/authorized_keys, instead of printing it",
    )  # fmt: skip
    verb.add_argument(
        "--file", default="", metavar="FILE",
        help="list, revoke: the file, if not ~/.ssh/authorized_keys; config: as sshd finds it",
    )  # fmt: skip
    verb.add_argument("--user", default="", help="config: the account that people come in by")


ARGUMENTS: dict[str, Callable[[ArgumentParser], None]] = {
    "seed": _seed,
    "backup": _backup,
    "restore": _restore,
    "store": _store,
    "demo": _demo,
    "keys": _keys,
    "completion": _completion,
    "ssh": _ssh,
    "session": _session,
}
"""Function that adds the arguments, by verb."""
