"""What came back, as lines that can be compared and read."""

import hashlib
import io
import json
import re
import zipfile

import httpx

from tools.compare.normal import Normal
from tools.compare.saying import Json

# What a browser goes by; the rest is of the servers in front.
_HEADERS = ("content-type", "location", "content-security-policy", "content-disposition",
            "cache-control", "retry-after", "www-authenticate", "x-frame-options",
            "referrer-policy", "x-content-type-options", "link")  # fmt: skip
_NEVER_SAME = ("application/pdf",)  # holds the moment it was made, compressed


def answer(response: httpx.Response, normal: Normal) -> dict[str, Json]:
    """Give status, headers and body of an answer, without what differs each day."""
    headers = {name: response.headers[name] for name in _HEADERS if name in response.headers}
    return {
        "status": response.status_code,
        "headers": {name: normal.text(value) for name, value in headers.items()},
        "body": normal.text(body(response)).splitlines(),
    }


def body(response: httpx.Response) -> str:
    kind = response.headers.get("content-type", "").partition(";")[0]
    if not response.content:
        return ""
    if kind.endswith("json"):
        return json.dumps(response.json(), ensure_ascii=False, indent=1, sort_keys=True)
    if kind == "text/html":
        return re.sub(r"(?<=>)\s*(?=<)", "\n", response.text)
    if kind.startswith("text/") or kind.endswith(("javascript", "xml")):
        return response.text
    return _bytes(kind, response.content)


def _bytes(kind: str, content: bytes) -> str:
    if kind in _NEVER_SAME or not content:
        return f"{kind}: {'something' if content else 'nothing'}"
    if content[:2] == b"PK":
        return "\n".join(_members(content))
    return f"{kind}: sha256 {hashlib.sha256(content).hexdigest()}"


def _members(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [name for name in sorted(file.namelist()) if "docProps" not in name]
        return [f"{name}: {file.read(name).decode(errors='replace')}" for name in names]
