"""The same answer as JSON and as XML, as GeoReport v2 writes them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

type Value = str | float | bool | Sequence["Value"] | Mapping[str, "Value"] | None

FORMATS: Final = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
_DECLARATION: Final = b'<?xml version="1.0" encoding="utf-8"?>\n'
# How an entry of a list is named in XML, by the name of the list.
_ENTRIES: Final = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}


@dataclass(frozen=True, slots=True)
class Document:
    """``root`` is the name of the outer element in XML; JSON has none."""

    root: str
    content: Value


def render(document: Document, form: str) -> bytes:
    """Write a document as ``json`` or ``xml``."""
    if form == "json":
        return json.dumps(document.content, ensure_ascii=False).encode()
    written: bytes = ET.tostring(_element(document.root, document.content), encoding="utf-8")
    return _DECLARATION + written


def _element(name: str, value: Value) -> ET.Element:
    element = ET.Element(name)
    if isinstance(value, Mapping):
        element.extend(_element(key, each) for key, each in value.items())
    elif isinstance(value, Sequence) and not isinstance(value, str):
        element.extend(_element(_ENTRIES[name], each) for each in value)
    else:
        element.text = _text(value)
    return element


def _text(value: str | float | bool | None) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value)
