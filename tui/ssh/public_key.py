"""Public keys as people send them: one line, parsed and checked before it grants access."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from db.domain.errors import BadInput, Refused

TYPES = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)
"""Types of keys that are accepted."""
FEWEST_RSA_BITS = 2048
LONGEST_COMMENT = 100
_ED25519_BYTES = 32
_HINT = "Send the one line of a .pub file: accord ssh authorize … < alice.pub"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key that has been checked."""

    kind: str
    blob: str
    """The key itself, in base64."""
    comment: str

    @property
    def fingerprint(self) -> str:
        """Fingerprint as in `ssh-keygen -l`."""
        digest = hashlib.sha256(base64.b64decode(self.blob)).digest()
        return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def read_key(text: str) -> PublicKey:
    """Read the key in the text of a `.pub` file.

    Raises:
        Refused: for a private key, or a type that is too weak.
        BadInput: for anything else that is not exactly one public key.
    """
    _refuse_private(text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and lines[0].startswith("----"):
        hint = "Turn it into one line: ssh-keygen -i -f FILE"
        raise BadInput("This key is not in OpenSSH's format.", hint=hint)
    if len(lines) != 1:
        found = f"{len(lines)} lines" if lines else "nothing"
        raise BadInput(f"One key is needed, and there is {found}.", hint=_HINT)
    kind, _, rest = lines[0].partition(" ")
    blob, _, comment = rest.strip().partition(" ")
    if kind not in TYPES:
        _refuse_kind(kind)
    _check_blob(kind, blob)
    comment = comment.strip()
    if not comment.isprintable() or len(comment) > LONGEST_COMMENT:
        raise BadInput("The comment after the key is not a short line of text.", hint=_HINT)
    return PublicKey(kind, blob, comment)


def _refuse_private(text: str) -> None:
    if "PRIVATE KEY" in text or "PuTTY-User-Key-File" in text:
        raise Refused(
            "This is a PRIVATE key. It must never leave the machine it was made on, and whoever "
            "has seen it can be its owner.",
            "Throw it away, make a new pair with ssh-keygen -t ed25519, and send the file that "
            "ends in .pub.",
        )


def _refuse_kind(kind: str) -> None:
    if kind == "ssh-dss":
        raise Refused("DSA keys are too weak.", "Make a new one: ssh-keygen -t ed25519")
    if "-cert-" in kind:
        raise BadInput("This is a certificate, not a key.", hint="Send the .pub file beside it.")
    raise BadInput(
        "A key begins with its kind, and nothing may stand before it.",
        text=kind,
        hint=f"Kinds: {', '.join(TYPES)}.",
    )


def _check_blob(kind: str, blob: str) -> None:
    """Check that the base64 holds a whole key of the type named before it."""
    parts = _parts(blob)
    whole = len(parts) > 1 and parts[0] == kind.encode()
    if whole and "ed25519" in kind:
        whole = len(parts[1]) == _ED25519_BYTES
    if not whole:
        raise BadInput("The key is cut short or damaged.", text=blob[:40], hint=_HINT)
    bits = int.from_bytes(parts[-1], "big").bit_length()
    if kind == "ssh-rsa" and bits < FEWEST_RSA_BITS:
        hint = "Make a new one: ssh-keygen -t ed25519"
        raise Refused(f"An RSA key of {bits} bits is too weak.", hint)


def _parts(blob: str) -> list[bytes]:
    """Split a key into its strings, each behind its length; none if it is malformed."""
    try:
        rest = base64.b64decode(blob, validate=True)
    except (binascii.Error, ValueError):
        return []
    parts = []
    while rest:
        size = int.from_bytes(rest[:4], "big")
        part, rest = rest[4 : 4 + size], rest[4 + size :]
        if len(part) != size:
            return []
        parts.append(part)
    return parts


class Role(StrEnum):
    """Role of a key: permission to read, or to write too."""

    REVIEWER = "reviewer"
    """Reads, and changes nothing."""
    EDITOR = "editor"
    """Changes commitments too; every step is in the trail under the key's name."""
