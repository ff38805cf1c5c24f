"""`accord store`: create a team's store, migrate it, inspect it, copy it whole."""

from __future__ import annotations

import os
from dataclasses import asdict
from shlex import quote
from typing import TYPE_CHECKING

from db.domain.errors import AccordError, BadInput, NoStore, StoreProblem
from db.domain.parsing.path import typed_path
from tui.formatting.sanitize import safe
from tui.formatting.styled_text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.admin.provision import Created
    from db.queries.maintenance.server import Server
    from tui.cli.context import Context
    from tui.cli.verbs.doctor import Finding


def store(context: Context) -> int:
    """Carry out one of the five subcommands."""
    args = context.args
    wanted = 2 if args.action == "copy" else 1
    if len(args.places) > wanted or (wanted == 2 and len(args.places) < 2):
        what = "FROM and TO" if wanted == 2 else "one path or URL at most"
        raise BadInput(
            f"accord store {args.action} takes {what}.",
            examples=("accord store copy accord.db postgresql://ann@host/accord",),
        )
    if args.read_only and args.action != "check":
        raise StoreProblem("Nothing is written with --read-only.", "Leave it out to write.")
    if args.action == "copy":
        return _copy(context, *args.places)
    args.store = (args.places or [args.store])[0]
    return _DEEDS[args.action](context)


def _create(context: Context) -> int:
    from db.admin import provision

    args = context.args
    if args.sql:
        return _print(context, provision.statements(context.location, args.roles))
    return _made(context, provision.create(context.location, args.roles), "Made an empty store")


def _roles(context: Context) -> int:
    from db.admin import provision

    args = context.args
    if args.sql:
        return _print(context, provision.later_statements(context.location, args.roles))
    done = provision.give_roles(context.location, args.roles)
    return _made(context, done, "Gave its three roles to the store")


def _print(context: Context, statements: tuple[str, ...]) -> int:
    if context.args.json:
        context.out.json({"sql": statements})
        return 0
    for each in statements:
        context.out.line(f"{safe(each)};")
    return 0


def _made(context: Context, done: Created, what: str) -> int:
    from db.engine.postgres_roles import CONNECTIONS

    if context.args.json:
        context.out.json(asdict(done))
        return 0
    context.out.line(f"{what}: {safe(done.location)}")
    if done.roles:
        owner, editor, reviewer = done.roles
        context.out.line(f"{owner} upgrades it, {editor} reads and changes, {reviewer} reads.")
        context.out.line("Give each person a login of their own, in SQL as its administrator:")
        context.out.line(f"  CREATE ROLE bea LOGIN PASSWORD '…' IN ROLE {editor};")
        limit = f"CONNECTION LIMIT {CONNECTIONS}"
        context.out.line(f"  CREATE ROLE cyd LOGIN {limit} PASSWORD '…' IN ROLE {reviewer};")
    return 0


def _upgrade(context: Context) -> int:
    from db.admin import provision

    args = context.args
    folder = typed_path(args.to)
    done = provision.upgrade(
        context.location, context.present, folder=folder, dump=not args.no_dump
    )
    if args.json:
        context.out.json({**asdict(done), "before": str(done.before) if done.before else None})
        return 0
    what = "Brought up to date" if done.changed else "It is up to date"
    context.out.line(f"{what}: schema {done.schema}.")
    if done.before is not None:
        context.out.line(f"As it was before: {safe(str(done.before))}")
    return 0


def _copy(context: Context, origin: str, target: str) -> int:
    from db.admin.copy_store import copy_store
    from db.admin.restore import why_refused
    from db.engine.url import shown

    args = context.args
    mend = None
    if args.mend_texts:
        from db.admin.text_repair import MendTexts

        mend = MendTexts(context.actor, context.present)
    done = copy_store(origin, target, typed_path(args.files) if args.files else None, mend)
    if why := why_refused(target):
        says = f"accord doctor --store {quote(shown(target))} says what to do."
        context.point_out(safe(f"Look at the copy before it is used: {why}. {says}"))
    if args.json:
        context.out.json(asdict(done))
        return 0
    what = f"{counted(done.commitments, 'commitment')}, {counted(done.changes, 'change')}"
    rows = counted(done.rows, "row")
    context.out.line(f"Copied to {safe(shown(target))}: {what}, {rows} in all.")
    if done.files or done.lacking:
        context.out.line(f"Attached files copied: {done.files:,}.")
    if done.lacking:
        names = f"accord doctor --store {quote(shown(target))} names them."
        context.out.line(safe(f"Not there to be copied: {done.lacking:,}. {names}"))
        if "://" in origin and not os.environ.get("ACCORD_FILES"):
            context.out.line("They may lie in the folder that ACCORD_FILES names: it was not set.")
    return 0


def _check(context: Context) -> int:
    from tui.cli.verbs.doctor import of_store, tell

    context.args.read_only = True  # as for doctor
    return tell(context, [*of_store(context), *_of_server(context)])


def _of_server(context: Context) -> Iterator[Finding]:
    from db.queries.maintenance.server import ServerOf

    try:
        server = context.ask(ServerOf())
    except NoStore:
        yield from _of_empty(context)
        return
    except AccordError:
        return  # what is wrong with the store was said
    if server is not None:
        yield from _machine(server)
        yield from _people(server)


def _of_empty(context: Context) -> Iterator[Finding]:
    """Describe what a new store would find on the server, before it is created."""
    from db.admin import provision

    server = provision.server_of(context.location)
    if server is not None:
        yield from _machine(server)


def _machine(server: Server) -> Iterator[Finding]:
    from tui.cli.verbs.doctor import Finding, of_version

    yield of_version(server)
    fits = server.encoding == "UTF8"
    again = "Some letters cannot be kept: CREATE DATABASE … ENCODING 'UTF8', then accord store copy"
    yield Finding(f"encoding {server.encoding}", fits, "" if fits else again)
    part = "standby: it only repeats the primary, and takes no changes"
    yield Finding(part if server.standby else "primary: it takes changes", well=True)
    yield Finding(f"time zone {server.zone}; accord keeps moments in UTC whatever it is", well=True)
    room = server.used < server.most * 0.9
    full = "Raise max_connections, or let fewer people in at once."
    yield Finding(f"connections: {server.used} of {server.most}", room, "" if room else full)


def _people(server: Server) -> Iterator[Finding]:
    from tui.cli.verbs.doctor import Finding

    if server.roles is None:
        how = "For a team: accord store roles"
        yield Finding(f"you are {server.me}; no roles for others", True, how)
        return
    yield Finding(f"you are {server.me}", well=True)
    for role, names in zip(
        server.roles, (server.owners, server.editors, server.reviewers), strict=True
    ):
        yield Finding(f"{role}: {', '.join(names) or 'nobody yet'}", well=True)
    advice = "Let an owner put it right: accord store upgrade; then accord store check"
    for each in server.wrong:
        yield Finding(each, False, advice)
    ask = "It may keep others waiting. As an administrator of the server: accord store upgrade"
    for each in server.unlimited:
        yield Finding(each, True, ask)
    if not server.wrong:
        yield Finding("rights of the roles", well=True)


_DEEDS = {"create": _create, "roles": _roles, "upgrade": _upgrade, "check": _check}
