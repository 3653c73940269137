"""Dates are written in one way: for staff by ``web/moments.py``, else ``core/resident_moments.py``.

Templates write them by the filters of ``web/templatetags``; what a machine reads (a value, an
address, a file) is ISO 8601.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from townline.platform.core.paths import TOWNLINE

# Where dates are written or read in other ways, and why.
APART = {
    "platform/web/moments.py": "it writes them",
    "platform/core/settings.py": "it fills the district's forms",
    "platform/core/text/dates": "it reads what people write",
    "adapters/simulator": "a telephone and a network of their own, with their own forms",
    "casework/deadlines/evaluation": "a developer's working, on the command line",
    "demo/roads/lines.py": "a name of a campaign, which somebody typed",
}
_NAMES = {"Mon", "Monday", "Jan", "January", "월화수목금토일", "월요일"}
# A moment in a file or an address, or the hour.
_MACHINE = re.compile(r"(%Y(-?%m(-?%d)?)?)?([ T_-]?%H:?%M(:?%S)?)?(\.%f)?( ?%Z|Z)?")
_CODE = re.compile(r"%[a-zA-Z-]")
_FILTER = re.compile(r"\|(?:date|time)\b(?::(?P<quote>[\"'])(?P<form>.*?)(?P=quote))?")
_VALUE = re.compile(
    r"(?<![\w-])(value|min|max|href|action|datetime|data-[\w-]+)=(\"[^\"]*|'[^']*)$"
)
# A machine's own, wherever it stands: it is handed on to an attribute.
_ISO = {"c", "Y-m-d", "Y"}
_BROWSER = re.compile(r"toLocale(?:Date|Time)?String\((?!\"en\"\))|toTimeString|DateTimeFormat")
# The offline client has no server to write for it; the others write the hour, as ``moments.hour``.
IN_BROWSER = {
    "adapters/field_client/static/field_client/app.js",
    "adapters/field_client/static/field_client/dom.js",
    "casework/answers/static/answers/morning.js",
    "lines/queues/ticket_pages/static/ticket_pages/board.js",
    "platform/web/static/web/live.js",
}


def _place(path: Path) -> str:
    return path.relative_to(TOWNLINE).as_posix()


def _ours(kind: str) -> Iterator[Path]:
    for path in sorted(TOWNLINE.rglob(f"*.{kind}")):
        if not {"tests", "vendor"} & set(path.parts):
            yield path


def in_python(source: str) -> list[str]:
    """Give what a module writes of dates by itself."""
    return [fragment for node in ast.walk(ast.parse(source)) for fragment in _date_formats(node)]


def _date_formats(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.FormattedValue(value=ast.Attribute(attr="month" | "weekday" as part)):
            yield part
        case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=str(form))])):
            yield from _off(form)
        case ast.Call(func=ast.Attribute(attr="strftime"), args=[form]):
            yield from _off(getattr(form, "value", "%-"))
        case ast.Attribute(attr="date_format") | ast.Name(id="date_format"):
            yield "date_format"
        case ast.Constant(value=str(name)) if name in _NAMES:
            yield name


def _off(form: str) -> list[str]:
    return [form] if _CODE.search(form) and not _MACHINE.fullmatch(form) else []


def in_template(source: str) -> list[str]:
    """Give the filters that write a date for people."""
    found = []
    for match in _FILTER.finditer(source):
        form = match["form"]
        if form in _ISO or (form and _VALUE.search(source[: match.start()])):
            continue
        found.append(match[0])
    return found


def test_no_module_writes_dates_by_itself():
    paths = [path for path in _ours("py") if not _place(path).startswith(tuple(APART))]
    assert len(paths) > 1000
    found = {_place(path): in_python(path.read_text()) for path in paths}
    assert {place: fragments for place, fragments in found.items() if fragments} == {}


def test_no_template_writes_dates_by_itself():
    found = {_place(path): in_template(path.read_text()) for path in _ours("html")}
    assert len(found) > 200
    assert {place: fragments for place, fragments in found.items() if fragments} == {}


def test_no_script_writes_dates_by_itself():
    found = {_place(path) for path in _ours("js") if _BROWSER.search(path.read_text())}
    assert found == IN_BROWSER


@pytest.mark.parametrize(
    "source",
    ['at.strftime("%d %b")', 'f"{at:%-d %B}"', 'f"{day.month}월 {day.day}일"', '_DAYS = ("Mon",)',
     'f"{since:%m-%d %H:%M}"', 'date_format(day, "Y. n.")', "at.strftime(form)"],
)  # fmt: skip
def test_a_date_of_a_modules_own_would_be_found(source):
    assert in_python(source)


@pytest.mark.parametrize(
    "source",
    ['f"{at:%Y-%m-%d %H:%M}"', 'f"{now:%Y%m%dT%H%M%S}"', 'f"{n:.1f} {n:,}"', 'f"{at:%H:%M}"'],
)
def test_what_a_machine_reads_is_left_alone(source):
    assert in_python(source) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p>{{ at|date:"H:i" }}</p>', True),
        ('{% blocktranslate with at=due|time:"H:i" %}', True),
        ("<p>{{ day|date }}</p>", True),
        ("<p title=\"{{ day|date:'n/j' }}\">", True),
        ("<input value=\"{{ at|date:'Y-m-d\\TH:i' }}\">", False),
        ("<a href=\"{% url 'x' %}?day={{ day|date:'Y-m' }}\">", False),
    ],
)
def test_a_date_of_a_templates_own_would_be_found(source, found):
    assert bool(in_template(source)) is found


def test_a_date_of_a_scripts_own_would_be_found():
    assert _BROWSER.search("at.toLocaleDateString()")
    assert _BROWSER.search('size.toLocaleString("en")') is None
