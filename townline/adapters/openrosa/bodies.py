"""What phones read: lists of forms and files, and answers in words, as OpenRosa writes them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from townline.prevention.surveys.api import OpenForm

_RESPONSE: Final = "http://openrosa.org/http/response"
_LIST: Final = "http://openrosa.org/xforms/xformsList"
_MANIFEST: Final = "http://openrosa.org/xforms/xformsManifest"
_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A file that a form needs, with its content."""

    name: str
    content: bytes
    address: str


def answer(words: str, nature: str) -> bytes:
    """Say something to the person with the phone; ``nature``: error, submit_success."""
    root = ET.Element("OpenRosaResponse", xmlns=_RESPONSE)
    ET.SubElement(root, "message", nature=nature).text = words
    return _to_xml(root)


def form_list(forms: Iterable[tuple[OpenForm, str, str]]) -> bytes:
    """List forms, each with the addresses of itself and of its manifest ("" for none)."""
    root = ET.Element("xforms", xmlns=_LIST)
    for form, download, manifest in forms:
        each = ET.SubElement(root, "xform")
        for tag, value in (
            ("formID", form.form_id),
            ("name", form.title),
            ("version", form.version),
            ("hash", form.hash),
            ("downloadUrl", download),
            ("manifestUrl", manifest),
        ):
            if value:
                ET.SubElement(each, tag).text = value
    return _to_xml(root)


def manifest(files: Iterable[Media]) -> bytes:
    """List the files of a form; all of ours are lists of entities."""
    root = ET.Element("manifest", xmlns=_MANIFEST)
    for file in files:
        each = ET.SubElement(root, "mediaFile", type="entityList")
        ET.SubElement(each, "filename").text = file.name
        ET.SubElement(each, "hash").text = f"md5:{md5(file.content)}"
        ET.SubElement(each, "downloadUrl").text = file.address
    return _to_xml(root)


def md5(content: bytes) -> str:
    """Give the sum that the protocol asks for, in hexadecimal."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _to_xml(root: ET.Element) -> bytes:
    written: bytes = ET.tostring(root, encoding="utf-8")
    return _DECLARATION + written
