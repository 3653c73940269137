"""The documented shapes of a provider, as files beside its tests.

``tests/payloads/NAME.json``: ``{"source", "body", …}``. A text ``body`` is sent as it is, an
object as JSON; ``form`` is sent as a form. ``{…}`` in texts is filled in by the test.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Payload:
    name: str
    raw: bytes
    content_type: str
    rest: str
    headers: dict[str, str]
    status: int
    expected: dict[str, Any]
    body: Any


def load(folder: Path, name: str, **fill: str) -> Payload:
    text = (folder / f"{name}.json").read_text()
    for key, value in fill.items():
        text = text.replace(f"{{{key}}}", value)
    data = json.loads(text)
    assert data["source"], "say where the shape is documented"
    form = data.get("form")
    body = data.get("body")
    raw = (
        urlencode(form).encode()
        if form is not None
        else (body.encode() if isinstance(body, str) else json.dumps(body).encode())
    )
    kind = "application/x-www-form-urlencoded" if form is not None else "application/json"
    return Payload(
        name=name,
        raw=raw,
        content_type=kind,
        rest=data.get("rest", ""),
        headers=data.get("headers", {}),
        status=data.get("status", 200),
        expected=data.get("expected", {}),
        body=form if form is not None else body,
    )
