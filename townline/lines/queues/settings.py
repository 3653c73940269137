"""Reading queues.json: sites, the queues of each, and its desks. A district may have none."""

import re
from zoneinfo import ZoneInfo

from townline.lines.queues.api import (
    DeskEntry,
    PlanInvalid,
    QueueEntry,
    SiteEntry,
    Sites,
    plan_check,
)
from townline.lines.queues.questionnaires.settings import forms
from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.shapes import Shape
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.values import CODE

FILE = "queues.json"
_NAMES = (80, 120)
_DESK_NAMES = (40, 60)
_PREFIX = 2
_DOTS = 576
_ADDRESS = re.compile(r"[\w.:\[\]-]+:\d{1,5}")
_WHOLE = "a whole number, at least 1"


def queues(source: Source) -> Sites:
    """Read the file; no queues where there is none."""
    empty = Sites(sites=[], queues=[], desks=[])
    document = source.json(FILE) if source.has(FILE) else None
    if document is None:
        return empty
    shape = Shape(document, source.problems)
    sites = [_site(shape, n) for n in shape.items("sites")]
    codes = [site.code for site in sites]
    lines = [_queue(shape, n, codes) for n in shape.items("queues")]
    desks = [_desk(shape, n, codes, lines) for n in shape.items("desks")]
    for kind, found in (
        ("sites", codes),
        ("queues", [line.code for line in lines]),
        ("desks", [desk.code for desk in desks]),
    ):
        _once(shape, kind, found)
    form_codes = {str(line.plan.get("questionnaire") or "") for line in lines}
    return Sites(sites=sites, queues=lines, desks=desks, forms=forms(source, form_codes - {""}))


def _once(shape: Shape, kind: str, codes: list[str]) -> None:
    for n, code in enumerate(codes):
        if code in codes[:n]:
            shape.problem((kind, n, "code"), f"{code} is there twice")


def _code(shape: Shape, *path: str | int) -> str:
    code = shape.text(*path, limit=40)
    if code and not CODE.fullmatch(code):
        shape.problem(path, f"{code!r}: write small letters, digits, points and dashes")
    return code


def _site(shape: Shape, n: int) -> SiteEntry:
    korean, english = shape.names("sites", n, "name", limits=_NAMES)
    address = shape.names("sites", n, "address", limits=(160, 200))
    printer, dots = _printer(shape, n)
    return SiteEntry(
        code=_code(shape, "sites", n, "code"),
        name_ko=korean,
        name_en=english,
        address_ko=address[0],
        address_en=address[1],
        printer=printer,
        dots=dots,
    )


def _printer(shape: Shape, n: int) -> tuple[str, int]:
    """Read a site's receipt printer: where it listens, and how many dots wide it prints."""
    path = ("sites", n, "printer")
    if "printer" not in shape.keys("sites", n):
        return "", _DOTS
    address = shape.text(*path, "address", limit=80)
    if address and not _ADDRESS.fullmatch(address):
        shape.problem((*path, "address"), f"{address!r} is no host:port, like 192.0.2.7:9100")
    wide = "dots" in shape.keys(*path)
    dots = (shape.value(*path, "dots", kind=int, words="a whole number") if wide else 0) or _DOTS
    if dots % 8 or not 256 <= dots <= 832:  # noqa: PLR2004 -- paper of 40 to 104 mm
        shape.problem((*path, "dots"), "a multiple of 8 from 256 to 832: 384 or 576 mostly")
    return address, dots


def _queue(shape: Shape, n: int, sites: list[str]) -> QueueEntry:
    korean, english = shape.names("queues", n, "name", limits=_NAMES)
    prefix = shape.value("queues", n, "prefix", kind=str, words='text, "" for none') or ""
    if len(prefix) > _PREFIX:
        shape.problem(("queues", n, "prefix"), f"at most {_PREFIX} signs")
    plan = shape.value("queues", n, "plan", kind=dict, words="an object") or {}
    try:
        # Any zone: only the shape is looked at here.
        plan_check(plan, ZoneInfo("UTC"))
    except PlanInvalid as error:
        shape.problem(("queues", n, "plan"), str(error))
    return QueueEntry(
        code=_code(shape, "queues", n, "code"),
        group=_code(shape, "queues", n, "group"),
        site=_known_code(shape, ("queues", n, "site"), sites),
        name_ko=korean,
        name_en=english,
        prefix=prefix,
        first_number=shape.value("queues", n, "first_number", kind=int, words=_WHOLE) or 1,
        words=[
            shape.text("queues", n, "words", word) for word in shape.items("queues", n, "words")
        ],
        plan=plan,
        position=n,
    )


def _desk(shape: Shape, n: int, sites: list[str], lines: list[QueueEntry]) -> DeskEntry:
    korean, english = shape.names("desks", n, "name", limits=_DESK_NAMES)
    site = _known_code(shape, ("desks", n, "site"), sites)
    here = [line.code for line in lines if line.site == site]
    served = shape.items("desks", n, "queues")
    breaks = shape.value("desks", n, "breaks", kind=list, words="a list of breaks") or []
    try:
        plan_check({"visit": "PT1M", "hours": {"breaks": breaks}}, ZoneInfo("UTC"))
    except PlanInvalid as error:
        shape.problem(("desks", n, "breaks"), str(error))
    return DeskEntry(
        code=_code(shape, "desks", n, "code"),
        site=site,
        name_ko=korean,
        name_en=english,
        queues=[_known_code(shape, ("desks", n, "queues", each), here) for each in served],
        breaks=breaks,
        position=n,
    )


def _known_code(shape: Shape, path: tuple[str | int, ...], codes: list[str]) -> str:
    code = shape.text(*path)
    if code and code not in codes:
        shape.problem(path, f"{code!r} is not known here; {accepted_hint(codes)}")
    return code
