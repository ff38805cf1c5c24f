"""`accord ssh`: keys that people send become lines of authorized_keys, or are refused."""

import base64
import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import AccordError
from tests.cli.conftest import Run, Said
from tui.ssh.authorized_keys import (
    add_line,
    checked_name,
    checked_store,
    key_line,
    keys_in,
    read_lines,
)
from tui.ssh.program_access import READ, RUN, Account
from tui.ssh.public_key import LONGEST_COMMENT, PublicKey, Role, read_key
from tui.ssh.sshd_config import block

ED = "ssh-ed25519"


def blob(kind: str, *parts: bytes) -> str:
    told = b"".join(len(part).to_bytes(4, "big") + part for part in (kind.encode(), *parts))
    return base64.b64encode(told).decode()


def ed25519(number: int = 1, comment: str = "alice@laptop") -> str:
    return f"{ED} {blob(ED, bytes([number]) * 32)} {comment}\n"


def rsa(bits: int) -> str:
    modulus = b"\x00" + b"\xff" * (bits // 8)
    return f"ssh-rsa {blob('ssh-rsa', bytes([1, 0, 1]), modulus)} me"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "home" / ".ssh" / "authorized_keys"


def authorize(
    accord: Run, key: str, *more: str, name: str = "alice", role: str = "reviewer"
) -> Said:
    return accord("ssh", "authorize", "--name", name, "--role", role, *more, typed=key)


def test_the_line_lets_in_to_accord_and_to_nothing_else(accord: Run) -> None:
    said = authorize(accord, ed25519(), "--store", "/srv/accord.db")
    assert (said.code, said.err) == (0, "")
    assert re.fullmatch(
        r'restrict,pty,command="/\S+ -I /\S+accord session --as alice --role reviewer '
        r'--store /srv/accord\.db" ssh-ed25519 AAAA\S+ alice@laptop\n',
        said.out,
    )


def test_a_comment_may_be_as_long_as_one_may_be(accord: Run) -> None:
    longest = "x" * LONGEST_COMMENT
    assert authorize(accord, ed25519(comment=longest)).out.endswith(f" {longest}\n")


def test_a_key_without_a_comment_gets_the_name(accord: Run) -> None:
    assert authorize(accord, ed25519(comment="")).out.endswith(" alice\n")


def test_a_store_beside_us_is_named_from_the_root(accord: Run) -> None:
    said = authorize(accord, ed25519(), "--store", "mine.db")
    assert f"--store {Path.cwd()}/mine.db" in said.out


REFUSED_KEYS = {
    "nothing": ("", 2, "nothing"),
    "a private key": ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", 3, "must never leave"),
    "PuTTY's private key": ("PuTTY-User-Key-File-3: ssh-ed25519\n", 3, "must never leave"),
    "another format": ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n", 2, "ssh-keygen -i"),
    "two keys": (ed25519(1) + ed25519(2), 2, "2 lines"),
    "options in front": (f'command="sh" {ed25519()}', 2, "nothing may stand before it"),
    "an option and a comma": (f"no-pty,{ed25519()}", 2, "nothing may stand before it"),
    "a word": ("hello\n", 2, "begins with its kind"),
    "no key after the kind": (f"{ED}\n", 2, "cut short"),
    "a key cut short": (ed25519()[:60], 2, "cut short"),
    "a key of another kind": (f"{ED} {blob('ssh-rsa', b'1', b'2')}", 2, "cut short"),
    "no base64": (f"{ED} AAAA!!!!", 2, "cut short"),
    "too many bytes": (f"{ED} {blob(ED, bytes(33))}", 2, "cut short"),
    "a weak kind": ("ssh-dss AAAAB3NzaC1kc3M= me", 3, "too weak"),
    "a short RSA key": (rsa(1024), 3, "1024 bits"),
    "a certificate": ("ssh-ed25519-cert-v01@openssh.com AAAA me", 2, "certificate"),
    "a comment that paints": (ed25519(comment="x\x1b[31my"), 2, "comment"),
    "a comment without end": (ed25519(comment="x" * (LONGEST_COMMENT + 1)), 2, "comment"),
}


@pytest.mark.parametrize("case", REFUSED_KEYS)
def test_is_no_key_to_let_in(accord: Run, keys: Path, case: str) -> None:
    text, code, words = REFUSED_KEYS[case]
    said = authorize(accord, text, "--write", str(keys))
    assert (said.code, said.out) == (code, "")
    assert words in said.err
    assert not keys.exists()


@pytest.mark.parametrize(
    "key",
    [
        rsa(3072),
        f"ecdsa-sha2-nistp256 {blob('ecdsa-sha2-nistp256', b'nistp256', bytes(65))} me",
        f"sk-ssh-ed25519@openssh.com {blob('sk-ssh-ed25519@openssh.com', bytes(32), b'ssh:')} me",
    ],
    ids=["rsa", "ecdsa", "sk-ed25519"],
)
def test_other_kinds_of_keys_are_taken_too(accord: Run, key: str) -> None:
    assert authorize(accord, key).code == 0


@pytest.mark.parametrize(
    "name",
    [
        "",
        "-oX",
        "$(id)",
        "a;b",
        "a\nb",
        'a"b',
        "a`b`",
        "\u202ealice",
        " alice",
        "a  b",
        "x" * 61,
        "_",
    ],
)
def test_is_no_name_for_a_person(accord: Run, name: str) -> None:
    said = accord("ssh", "authorize", f"--name={name}", "--role", "editor", typed=ed25519())
    assert (said.code, said.out) == (2, "")


@pytest.mark.parametrize(
    "name", ["alice", "Aigul Usenova", "O'Brien", "m.k-2@un", "\u0410\u0439\u0433\u0443\u043b"]
)
def test_is_a_name_for_a_person(accord: Run, name: str) -> None:
    (line,) = read_lines(authorize(accord, ed25519(), name=name).out)
    assert line.name == name


def test_a_password_never_stands_in_the_line(accord: Run) -> None:
    said = authorize(accord, ed25519(), "--store", "postgresql://a:secret@db/accord")
    assert (said.code, said.out) == (2, "")
    assert ".pgpass" in said.err
    assert "secret" not in said.err
    assert authorize(accord, ed25519(), "--store", "postgresql://a@db/accord").code == 0


def test_written_lines_are_private_and_listed(accord: Run, keys: Path) -> None:
    keys.parent.parent.mkdir()
    said = authorize(accord, ed25519(), "--write", str(keys))
    assert said.code == 0
    assert "alice comes in as reviewer" in said.out
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.parent.stat().st_mode) == 0o700
    assert [path.name for path in keys.parent.iterdir()] == ["authorized_keys"]
    authorize(accord, ed25519(2, "bob"), "--write", str(keys), name="bob", role="editor")
    told = accord("ssh", "list", "--file", str(keys)).out
    assert re.search(r"alice +reviewer +ssh-ed25519 +SHA256:\S{43} .* alice@laptop", told)
    rows = json.loads(accord("ssh", "list", "--file", str(keys), "--json").out)
    assert [(row["name"], row["role"]) for row in rows] == [
        ("alice", "reviewer"),
        ("bob", "editor"),
    ]


def test_a_key_and_a_name_get_in_once(accord: Run, keys: Path) -> None:
    keys.parent.mkdir(parents=True)
    authorize(accord, ed25519(), "--write", str(keys))
    before = keys.read_bytes()
    same_key = authorize(accord, ed25519(), "--write", str(keys), name="bob")
    assert (same_key.code, "alice's (reviewer) already" in same_key.err) == (3, True)
    same_name = authorize(accord, ed25519(2), "--write", str(keys), name="Alice", role="editor")
    assert (same_name.code, "alice has a key already" in same_name.err) == (3, True)
    assert keys.read_bytes() == before


def test_revoking_leaves_every_other_byte_as_it_was(accord: Run, keys: Path) -> None:
    keys.parent.mkdir(parents=True)
    foreign = b"# kept by hand \xff\n" + ed25519(9, "root@admin").encode()[:-1]
    keys.write_bytes(foreign)
    keys.chmod(0o664)
    authorize(accord, ed25519(), "--write", str(keys))
    assert stat.S_IMODE(keys.stat().st_mode) == 0o644  # others may not write
    said = accord("ssh", "revoke", "alice", "--file", str(keys))
    assert said.code == 0
    assert "alice (reviewer) comes in no longer" in said.out
    assert keys.read_bytes() == foreign + b"\n"


def test_a_key_that_opens_a_shell_is_seen_in_the_list(accord: Run, keys: Path) -> None:
    keys.parent.mkdir(parents=True)
    careless = f'command="accord session --as eve --role editor" {ed25519(3)}'  # no restrict
    keys.write_text(f"{ed25519(2, 'root@admin')}{careless}", encoding="utf-8")
    assert accord("ssh", "list", "--file", str(keys)).out.count("not accord's") == 2


def test_nobody_of_that_name_is_told_who_there_is(accord: Run, keys: Path) -> None:
    keys.parent.mkdir(parents=True)
    authorize(accord, ed25519(), "--write", str(keys))
    said = accord("ssh", "revoke", "allice", "--file", str(keys))
    assert said.code == 4
    assert "There are: alice." in said.err


def test_a_link_is_not_followed(accord: Run, keys: Path, tmp_path: Path) -> None:
    keys.parent.mkdir(parents=True)
    elsewhere = tmp_path / "passwd"
    elsewhere.write_text("x", encoding="utf-8")
    keys.symlink_to(elsewhere)
    said = authorize(accord, ed25519(), "--write", str(keys))
    assert (said.code, "not a plain file" in said.err) == (3, True)
    assert elsewhere.read_text(encoding="utf-8") == "x"


def test_lines_written_at_once_are_all_there(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    lines = [
        key_line(read_key(ed25519(number)), f"person {number}", Role.REVIEWER)
        for number in range(1, 21)
    ]
    writers = [threading.Thread(target=add_line, args=(path, line)) for line in lines]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert {line.name for line in keys_in(path)} == {f"person {n}" for n in range(1, 21)}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_root_writes_belongs_to_the_account(accord: Run, keys: Path) -> None:
    keys.parent.parent.mkdir()
    os.chown(keys.parent.parent, 12345, 12345)
    authorize(accord, ed25519(), "--write", str(keys))
    assert {path.stat().st_uid for path in (keys, keys.parent)} == {12345}


def test_a_disk_that_takes_nothing_is_said(accord: Run) -> None:
    said = authorize(accord, ed25519(), "--write", "/proc/keys/authorized_keys")
    assert said.code == 3
    assert "Traceback" not in said.err


printable = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp", "Zs")), max_size=30
)


@given(printable, printable)
def test_a_line_says_the_same_to_sshd_and_the_shell_after_it(folder: str, file: str) -> None:
    store = checked_store(f"/{folder} {file}")
    key = PublicKey(ED, blob(ED, bytes(32)), "me")
    line = key_line(key, checked_name("alice"), Role.EDITOR, store)
    quoted = line.removeprefix('restrict,pty,command="')
    command = ""
    while not quoted.startswith('"'):  # as sshd takes a quoted option apart
        quoted = quoted[1:] if quoted.startswith('\\"') else quoted
        command, quoted = command + quoted[0], quoted[1:]
    assert quoted == f'" {ED} {key.blob} me'
    assert shlex.split(command)[-6:] == ["--as", "alice", "--role", "editor", "--store", store]
    (read,) = read_lines(line)
    assert (read.name, read.role, read.store) == ("alice", "editor", store)


@given(st.text(max_size=60))
def test_any_text_is_a_key_or_refused_with_a_sentence(text: str) -> None:
    with suppress(AccordError):
        assert read_key(text).blob in text


def test_the_fingerprint_is_the_one_of_ssh(accord: Run, tmp_path: Path) -> None:
    keygen = shutil.which("ssh-keygen")
    if keygen is None:
        pytest.skip("there is no ssh-keygen")
    path = tmp_path / "keys"
    for number, store in enumerate(("/srv/a.db", "/srv/a b'c\"d$e\\.db"), start=1):
        more = ("--store", store, "--write", str(path))
        assert authorize(accord, ed25519(number), *more, name=f"p{number}").code == 0
    told = subprocess.run(
        [keygen, "-l", "-f", str(path)], capture_output=True, text=True, check=True
    ).stdout
    rows = json.loads(accord("ssh", "list", "--file", str(path), "--json").out)
    assert [line.split()[1] for line in told.splitlines()] == [row["fingerprint"] for row in rows]


def test_the_block_for_sshd_is_valid(accord: Run, tmp_path: Path) -> None:
    sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if sshd is None or not Path("/run/sshd").is_dir():
        pytest.skip("there is no sshd that could be asked")
    subprocess.run(["ssh-keygen", "-q", "-N", "", "-f", str(tmp_path / "host")], check=True)
    told = accord("ssh", "config", "--user", "accord").out
    config = tmp_path / "sshd_config"
    config.write_text(f"HostKey {tmp_path}/host\n{told}", encoding="utf-8")
    subprocess.run([sshd, "-t", "-f", str(config)], check=True)

    def settings(user: str) -> set[str]:
        asked = [sshd, "-T", "-f", str(config), "-C", f"user={user},host=h,addr=1.1.1.1"]
        return set(
            subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
        )

    assert {
        *("authenticationmethods publickey", "disableforwarding yes", "permittty yes"),
        *("passwordauthentication no", "permituserrc no", "permittunnel no", "maxsessions 4"),
        *("clientaliveinterval 10", "clientalivecountmax 3", "acceptenv COLORTERM"),
    } <= settings("accord")
    assert "disableforwarding no" in settings("somebody")  # the block ends


@pytest.mark.parametrize("user", ["root", "a b", "accord\nMatch all", "*", ""])
def test_the_block_is_for_one_plain_account(user: str) -> None:
    with pytest.raises(AccordError):
        block(user)


def test_a_program_that_the_account_may_not_start_is_told_of(
    accord: Run, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.parent.parent.mkdir()
    assert authorize(accord, ed25519(1), "--write", str(keys)).err == ""
    python = tmp_path / "python"
    python.touch(mode=0o644)
    monkeypatch.setattr(sys, "executable", str(python))
    for said in (
        authorize(accord, ed25519(2), "--write", str(keys), name="bob"),
        authorize(accord, ed25519(3), name="carla"),
    ):
        assert said.code == 0
        assert f"may not use {python}" in said.err
        assert "Install accord where every account may read it" in said.err


def test_whether_an_account_may_use_a_file_is_told_by_its_modes(tmp_path: Path) -> None:
    file = tmp_path / "python"
    file.touch()
    owner, group = file.stat().st_uid, file.stat().st_gid
    alone, member = frozenset({group + 1}), frozenset({group})
    for mode, uid, groups, reads, runs in (
        (0o755, owner + 1, alone, True, True),
        (0o754, owner + 1, alone, True, False),
        (0o754, owner + 1, member, True, True),
        (0o705, owner + 1, member, False, False),
        (0o600, 0, alone, True, False),
        (0o100, 0, alone, True, True),
    ):
        file.chmod(mode)
        account = Account("somebody", uid, groups)
        assert (account.may(file, READ), account.may(file, RUN)) == (reads, runs), oct(mode)


def test_the_forced_command_starts_from_anywhere(accord: Run, tmp_path: Path) -> None:
    accord("store", "create", str(tmp_path / "a.db"))
    (line,) = read_lines(authorize(accord, ed25519(), "--store", str(tmp_path / "a.db")).out)
    forced = re.search(r'command="(.*)" ssh', line.text)
    assert forced is not None
    said = subprocess.run(
        ["/bin/sh", "-c", forced[1]], cwd="/", env={}, capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("ACCORD")
    assert sys.executable in forced[1]
