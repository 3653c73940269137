"""The providers file (TOWNLINE_PROVIDERS_FILE): read, checked line by line, added to."""

import json
import os
import re
import tempfile
import threading
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from townline.adapters.sms_http.common import fields
from townline.adapters.sms_http.common.door import Provider
from townline.adapters.sms_http.doors import DOORS

# The demo's provider: virtual handsets send photos to it; it sends nothing.
NAME: Final = "demo-phone"


def demo_phone() -> Provider | None:
    """Give the demo's phone, as far as calls of it need: no address, no account to send with."""
    key = urlsplit(settings.TOWNLINE_DEMO_PHONE).password
    if not key:
        return None
    known = {"signing_key": key, "mms": "downloaded"}
    return Provider(kind="android", name=NAME, priority=999, settings=known)


_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_PRIORITIES: Final = range(1, 1000)
_KEYS: Final = {"kind", "name", "priority", "settings"}
USUAL_PRIORITY: Final = 50


class ProvidersInvalid(ValueError):
    """The file cannot be used; ``problems`` are lines for a person, without secrets."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def place() -> Path:
    """Give the path of the file."""
    return Path(settings.TOWNLINE_PROVIDERS_FILE)


def parse(text: str, file: str = "providers.json") -> list[Provider]:
    """Read the file's text. Raises ProvidersInvalid with all that is wrong."""
    try:
        document = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        words = getattr(error, "msg", "is no text")
        raise ProvidersInvalid([f"{file}, line {line}: this is no JSON ({words})"]) from None
    if not isinstance(document, list):
        raise ProvidersInvalid([f"{file}: it must be a list of providers: [{{…}}, {{…}}]"])
    found: list[Provider] = []
    problems: list[str] = []
    for number, item in enumerate(document, 1):
        provider, wrong = _provider(item, f"{file}: provider {number}")
        problems += wrong
        if provider and any(provider.name == other.name for other in found):
            problems.append(f"{file}: provider {number}: the name {provider.name} is taken")
        if provider:
            found.append(provider)
    if problems:
        raise ProvidersInvalid(problems)
    return found


def _provider(item: object, where: str) -> tuple[Provider | None, list[str]]:
    if not isinstance(item, dict):
        return None, [f'{where}: it must be an object: {{"kind", "name", "priority", "settings"}}']
    name, kind = item.get("name"), item.get("kind")
    problems = [f"{where}: {key} is not known" for key in item if key not in _KEYS]
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        problems.append(f"{where}: name must be 1 to 32 of a-z, 0-9 and -")
    else:
        where = f"{where} ({name})"
    if name == NAME:
        problems.append(f"{where}: this name belongs to the demo; choose another")
    priority = item.get("priority", USUAL_PRIORITY)
    if type(priority) is not int or priority not in _PRIORITIES:
        problems.append(f"{where}: priority must be a whole number from 1 (first) to 999")
    door = DOORS.get(kind) if isinstance(kind, str) else None
    if door is None:
        return None, [*problems, f"{where}: kind must be one of {', '.join(DOORS)}"]
    given, wrong = fields.read(item.get("settings", {}), door.fields, where)
    if problems or wrong:
        return None, problems + wrong
    return Provider(kind=door.kind, name=str(name), priority=priority, settings=given), []


type Mark = tuple[int, int, int] | None
_cached: tuple[Path, Mark, list[Provider]] | None = None
_lock: Final = threading.Lock()


def mark() -> Mark:
    """Give what changes when the file changes; None when there is none."""
    try:
        found = place().stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def load() -> list[Provider]:
    """Give the providers, read again when the file has changed; none when there is no file.

    Raises ProvidersInvalid, and OSError when the file may not be read.
    """
    global _cached  # noqa: PLW0603 -- one for each process, under a lock
    with _lock:
        now, path = mark(), place()
        if _cached is None or _cached[:2] != (path, now):
            found = [] if now is None else parse(path.read_text("utf-8", "replace"), path.name)
            _cached = path, now, found
        return _cached[2]


def provider_named(name: str) -> Provider | None:
    """Find a provider that may call us: one of the file, or the demo's phone.

    The latter is in no list of those that send, so that no text ever leaves by it.
    """
    if name == NAME:
        return demo_phone()
    return next((provider for provider in load() if provider.name == name), None)


def add(item: dict[str, Any]) -> Provider:
    """Put a provider at the end of the file, or in the place of the one of its name.

    The file is whole at every moment, and only its owner reads it. Raises ProvidersInvalid.
    """
    with _lock:
        path = place()
        text = path.read_text() if path.exists() else "[]"
        parse(text, path.name)  # what is wrong there already is for a person to correct
        others = [other for other in json.loads(text) if other["name"] != item.get("name")]
        written = json.dumps([*others, item], ensure_ascii=False, indent=1)
        added = parse(written, path.name)[-1]
        _write(path, written)
        return added


def _write(path: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".providers-")  # 0600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
