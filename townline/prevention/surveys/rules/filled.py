"""One filled form as phones send it: XML of the ODK XForms specification, read strictly."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from defusedxml.ElementTree import fromstring

_ROOT_ATTRIBUTES = ("id", "version")
_ID = re.compile(r"uuid:[0-9a-fA-F-]{32,36}")
_DEEPEST = 40


class NotReadable(ValueError):
    """A form or an answer that is not what the specification says; the words name what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What an answer says of a home itself, and by which version of it.

    ``base_version``: the one the phone knew; ``trunk_version``: the last one of the server's in
    it, from which a chain of changes without signal (``branch_id``) began.
    """

    dataset: str
    id: uuid.UUID
    base_version: int | None
    trunk_version: int | None
    branch_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """``answers``: path below the root to value, without empty ones; names of files among them."""

    form_id: str
    version: str
    instance_id: str
    deprecated_id: str = ""
    entity: Entity | None = None
    answers: dict[str, str] = field(default_factory=dict)

    def named(self, question: str) -> str:
        """Give the answer to a question by its name, in whichever group it lies; "" for none."""
        found = (v for path, v in self.answers.items() if path.rpartition("/")[2] == question)
        return next(found, "")

    @property
    def filled_at(self) -> dt.datetime | None:
        """Give when it was finished, as the phone's clock had it; None where it does not say."""
        for name in ("end", "timeEnd", "start"):
            if moment := _moment(self.named(name)):
                return moment
        return None


def parse_xml(xml: bytes) -> ET.Element:
    """Read XML without entities, external parts or a DTD. Raises NotReadable."""
    try:
        # Declarations of a document type are how bombs are made; no form has one.
        root: ET.Element = fromstring(xml, forbid_dtd=True)
    except Exception as error:  # the parsers' errors have no common kind
        raise NotReadable(f"this is no XML that is taken ({type(error).__name__})") from error
    return root


def read(xml: bytes) -> Filled:
    """Read a filled form. Raises NotReadable."""
    root = parse_xml(xml)
    form_id, version = (root.get(name, "") for name in _ROOT_ATTRIBUTES)
    if not form_id:
        raise NotReadable("the root has no id of a form")
    meta = next((child for child in root if local(child) == "meta"), None)
    found = {} if meta is None else {local(child): child for child in meta}
    return Filled(
        form_id=form_id[:80],
        version=version[:40],
        instance_id=_instance(_text(found.get("instanceID")), "instanceID"),
        deprecated_id=_deprecated_id(_text(found.get("deprecatedID"))),
        entity=_entity(found.get("entity")),
        answers=dict(_answers(root)),
    )


def local(element: ET.Element) -> str:
    """Give a name without its namespace."""
    return element.tag.rpartition("}")[2]


def _text(element: ET.Element | None) -> str:
    return "" if element is None else (element.text or "").strip()


def _instance(value: str, where: str) -> str:
    if not _ID.fullmatch(value):
        raise NotReadable(f"meta/{where} is not like uuid:0f8fad5b-d9cb-469f-a165-70867728950e")
    return value.lower()


def _deprecated_id(value: str) -> str:
    return _instance(value, "deprecatedID") if value else ""


def _entity(node: ET.Element | None) -> Entity | None:
    if node is None or not node.get("id") or node.get("update") not in {"1", "true"}:
        return None
    try:
        known = uuid.UUID(node.get("id", ""))
    except ValueError:
        raise NotReadable("meta/entity has an id that is no UUID") from None
    return Entity(
        dataset=node.get("dataset", "")[:60],
        id=known,
        base_version=_number(node.get("baseVersion")),
        trunk_version=_number(node.get("trunkVersion")),
        branch_id=(node.get("branchId") or "")[:40],
    )


def _number(value: str | None) -> int | None:
    if not value:
        return None
    if not value.isdecimal() or len(value) > 9:  # noqa: PLR2004 -- what the column holds
        raise NotReadable("meta/entity has a version that is no number")
    return int(value)


def _answers(node: ET.Element, path: str = "", deep: int = 0) -> Iterator[tuple[str, str]]:
    if deep > _DEEPEST:
        raise NotReadable("the answers lie too deep")
    met: dict[str, int] = {}
    for child in node:
        name = local(child)
        if not path and name == "meta":
            continue
        met[name] = met.get(name, 0) + 1
        # The second and further rounds of a repeat are numbered.
        here = f"{path}{name}" if met[name] == 1 else f"{path}{name}[{met[name]}]"
        if len(child):
            yield from _answers(child, f"{here}/", deep + 1)
        elif text := (child.text or "").strip().replace("\x00", ""):
            yield here, text


def _moment(value: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
