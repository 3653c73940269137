"""Reads a form with files (RFC 7578), whole in memory; the little that browsers send."""

import re
from dataclasses import dataclass, field
from typing import Final

_BOUNDARY: Final = re.compile(r'boundary="?([^";,\s]{1,70})"?')
_NAMES: Final = re.compile(r'(?<![\w*])(name|filename)="((?:[^"\\]|\\.)*)"')
_ESCAPES: Final = {"%22": '"', "%0D": "\r", "%0A": "\n"}


@dataclass(slots=True)
class MultipartForm:
    """``files`` are (name of the file, its bytes), in their order, without empty boxes."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, bytes]] = field(default_factory=list)


def read(content_type: str, body: bytes) -> MultipartForm:
    """Read a form. What was cut off at the end, or is no part, is left out."""
    form = MultipartForm()
    found = _BOUNDARY.search(content_type)
    if found is None:
        return form
    _, *parts = (b"\r\n" + body).split(b"\r\n--" + found[1].encode())
    # The last piece stands behind the closing boundary, or was cut off.
    for part in parts[:-1]:
        _read_part(part, form)
    return form


def _read_part(part: bytes, form: MultipartForm) -> None:
    head, gap, content = part.partition(b"\r\n\r\n")
    if not gap:
        return
    named = dict(_NAMES.findall(_disposition(head)))
    if "filename" in named:
        if named["filename"] or content:
            form.files.append((_plain(named["filename"]), content))
    elif "name" in named:
        form.fields[_plain(named["name"])] = content.decode("utf-8", "replace")


def _disposition(head: bytes) -> str:
    lines = head.decode("utf-8", "replace").split("\r\n")
    return next((line for line in lines if line.lower().startswith("content-disposition:")), "")


def _plain(name: str) -> str:
    for escape, sign in _ESCAPES.items():
        name = name.replace(escape, sign)
    return name
