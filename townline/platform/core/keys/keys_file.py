"""The file of the keys, and the steps by which its keys change.

Every step replaces the whole file at once (written beside it, flushed, renamed), so that a
reader sees the file before or after the step, and a machine that stops leaves one of the two.
"""

import datetime as dt
import itertools
import json
import os
import secrets
from base64 import b64encode
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

_FIRST_FIELD, _FIRST_LOOKUP = "k1", "l1"
_PRIVATE = 0o600


def create(path: Path) -> None:
    """Make a file with one key of each kind. Raises FileExistsError."""
    data = {
        "current": _FIRST_FIELD,
        "field": {_FIRST_FIELD: _new()},
        "lookup_current": _FIRST_LOOKUP,
        "lookup": {_FIRST_LOOKUP: _new()},
        "signing": _signing(),
        "vapid": _vapid(),
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    _fill(descriptor, data)


def complete(path: Path) -> bool:
    """Add the kinds of keys that a file of an older version lacks; say whether any was missing."""
    data = _read(path)
    if "vapid" in data:
        return False
    data["vapid"] = _vapid()
    _replace(path, data)
    return True


def announce(path: Path, *, field: bool, lookup: bool, now: dt.datetime) -> Path:
    """Add new keys that nothing is written with yet; return where the old file was kept."""
    data = _read(path)
    rotation = {"phase": "announced", "began": now.isoformat(timespec="seconds")}
    for kind, wanted in (("field", field), ("lookup", lookup)):
        if wanted:
            name = _free_name(data[kind])
            data[kind][name] = _new()
            rotation[kind] = name
    data["rotation"] = rotation
    backup = _keep(path, now)
    _replace(path, data)
    return backup


def promote(path: Path) -> None:
    """Write with the announced keys from now on."""
    data = _read(path)
    rotation = data["rotation"]
    data["current"] = rotation.get("field", data["current"])
    data["lookup_current"] = rotation.get("lookup", data["lookup_current"])
    rotation["phase"] = "rewriting"
    data["made"] = rotation["began"]
    _replace(path, data)


def keys_made_at(path: Path) -> dt.datetime:
    """Give when the keys that write were made; of an older file, when it was last written."""
    if recorded := _read(path).get("made"):
        return dt.datetime.fromisoformat(recorded)
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)


def rewrite(path: Path, *, now: dt.datetime) -> None:
    """Say that rows lie under older keys again, as after a restored backup."""
    data = _read(path)
    data["rotation"] = {"phase": "rewriting", "began": now.isoformat(timespec="seconds")}
    _replace(path, data)


def finish(path: Path) -> None:
    """Say that nothing lies under older keys any more."""
    data = _read(path)
    data["rotation"]["phase"] = "done"
    _replace(path, data)


def retire(path: Path, *, now: dt.datetime) -> Path:
    """Take the older keys out; return where the file that still has them was kept."""
    data = _read(path)
    data["field"] = {data["current"]: data["field"][data["current"]]}
    data["lookup"] = {data["lookup_current"]: data["lookup"][data["lookup_current"]]}
    data.pop("rotation", None)
    backup = _keep(path, now)
    _replace(path, data)
    return backup


def sign_anew(path: Path, *, now: dt.datetime) -> Path:
    """Put another signing key in; return where the file with the old one was kept."""
    data = _read(path)
    data["signing"] = _signing()
    backup = _keep(path, now)
    _replace(path, data)
    return backup


def _signing() -> str:
    return secrets.token_urlsafe(48)


def _vapid() -> str:
    """Make the key by which push services know us (RFC 8292): a P-256 scalar, 32 bytes."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return b64encode(number.to_bytes(32)).decode()


def _new() -> str:
    return b64encode(secrets.token_bytes(32)).decode()


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text())
    if isinstance(data["lookup"], str):  # the first version held one look-up key without a name
        data["lookup"] = {_FIRST_LOOKUP: data["lookup"]}
    data.setdefault("lookup_current", _FIRST_LOOKUP)
    return data


def _free_name(keys: dict[str, str]) -> str:
    """Name the next key: never as one before, because values carry the name of their key."""
    letter = next(iter(keys))[0]
    return f"{letter}{1 + max(int(name[1:]) for name in keys)}"


def _keep(path: Path, now: dt.datetime) -> Path:
    """Keep the present file beside itself, under a name that says when."""
    path = path.resolve()
    name = f"{path.name}.{now:%Y%m%dT%H%M%S}"
    backup = path.with_name(name)
    for number in itertools.count(2):
        if not backup.exists():
            break
        backup = path.with_name(f"{name}-{number}")
    os.link(path, backup)
    return backup


def _replace(path: Path, data: dict[str, Any]) -> None:
    path = path.resolve()  # a link stays a link
    owner, fresh = path.stat(), path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    if os.geteuid() == 0:
        # Run by root, the command must not take the file from the account of the processes.
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    _fill(descriptor, data)
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _fill(descriptor: int, data: dict[str, Any]) -> None:
    with os.fdopen(descriptor, "w") as file:
        json.dump(data, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
