"""Many people at once: a table like staff.csv is shown first, then all of it comes in, or nothing.

Who is here already stays as they are, and nobody is removed.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from townline.platform.core import clock
from townline.platform.core.district_files.problems import Problems, ValueProblem
from townline.platform.core.http import public
from townline.platform.core.text.particles import settle
from townline.platform.departments import api, labels
from townline.platform.departments.api import Permission, StaffEntry
from townline.platform.departments.guards import may, the_person
from townline.platform.departments.settings.directory import STAFF_COLUMNS, read_staff
from townline.platform.departments.views.inputs import PeopleImport
from townline.platform.web import sealed
from townline.platform.web.export import open_tables
from townline.platform.web.moments import english
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page
from townline.platform.web.templates_xlsx import template

_KIND, _LIFE = "people", dt.timedelta(hours=1)
_MOST_BYTES, _SHOWN = 1_000_000, 200
_SENTENCES = {
    "not_csv": gettext_noop("표로 읽을 수 없습니다. 따옴표와 쉼표를 확인해 주세요."),
    "header": gettext_noop("첫 줄에 이 제목만 있어야 합니다: %(columns)s"),
    "width": gettext_noop("칸이 %(has)s개입니다. 제목처럼 %(most)s개여야 합니다."),
    "no_value": gettext_noop("%(column)s이(가) 비어 있습니다."),
    "long_value": gettext_noop("%(column)s이(가) %(has)s자입니다. %(most)s자까지입니다."),
    "twice": gettext_noop("아이디 %(value)s이(가) %(line)s번째 줄에도 있습니다."),
    "code": gettext_noop("%(value)s에는 영어 소문자, 숫자, 점, 줄표만 쓸 수 있습니다."),
    "username": gettext_noop(
        "아이디는 영어 소문자나 숫자로 시작해 2자 이상, 소문자, 숫자, 점, 줄표만 적어 주세요."
    ),
    "role": gettext_noop("역할 %(value)s은(는) 없습니다. 쓸 수 있는 역할: %(roles)s"),
    "needs_department": gettext_noop("이 역할은 부서가 필요합니다."),
    "department": gettext_noop("부서 %(value)s은(는) 없습니다. 부서 이름이나 코드를 적어 주세요."),
    "language": gettext_noop("언어 %(value)s은(는) 없습니다. 한국어 또는 영어로 적어 주세요."),
    "not_a_workbook": gettext_noop("엑셀 통합 문서(XLSX)로 읽을 수 없습니다."),
    "not_utf8": gettext_noop("UTF-8이 아닙니다. 엑셀에서 ‘CSV UTF-8’이나 XLSX로 저장해 주세요."),
}


@dataclass(frozen=True)
class ProblemRow:
    """What is wrong in a line of the file; 0: in all of it."""

    line: int
    words: str


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.MANAGE), proof=True)
def people_import(request: HttpRequest) -> HttpResponse:
    """Take a table: show who would be added, then add them when the preview was right."""
    if request.method == "GET":
        return _page(request, {})
    form = read(request, PeopleImport)
    name, content = _read_upload(request, form.kept)
    if not content or len(content) > _MOST_BYTES:
        words = gettext("1 MB까지의 CSV나 XLSX 파일을 선택해 주세요.")
        return _page(request, {"wrong": {"file": words}, "reason": form.reason}, 422)
    entries, problems = read_staff(name, content)
    if problems:
        return _page(request, _problem_rows(problems) | {"reason": form.reason}, 422)
    if pressed_button(request) != "import":
        return _page(request, _preview(name, content, entries) | {"reason": form.reason})
    try:
        return _add(request, entries, form.reason)
    except api.RolesRefused as refused:
        more = _preview(name, content, entries) | {"reason": form.reason}
        wrong = {"wrong": {"reason": labels.refusal(refused.why)}}
        return _page(request, more | wrong, 422)


def _read_upload(request: HttpRequest, stored: str) -> tuple[str, bytes]:
    """Read the file that was chosen, else the one that the page of the preview carried."""
    chosen = request.FILES.get("file")
    if chosen is not None:
        return chosen.name or "", chosen.read(_MOST_BYTES + 1)
    files = sealed.unseal_files(_KIND, stored, clock.now(), _LIFE)
    return next(iter(files.items()), ("", b""))


def _preview(name: str, content: bytes, entries: list[StaffEntry]) -> dict[str, Any]:
    known = api.people_called(entry.username for entry in entries)
    names = {one.code: one for one in api.departments()}
    new = [entry for entry in entries if entry.username not in known]
    return {
        "checked": True,
        "kept": sealed.seal_files(_KIND, {name: content}, clock.now()),
        "new": [(one, labels.role(one.role), names.get(one.department or "")) for one in new],
        "known": len(entries) - len(new),
    }


def _problem_rows(problems: Problems) -> dict[str, Any]:
    rows = [ProblemRow(one.line, _sentence(one.words)) for one in problems[:_SHOWN]]
    return {"problems": rows, "more": len(problems) - len(rows)}


def _sentence(words: str) -> str:
    if not isinstance(words, ValueProblem) or words.why not in _SENTENCES:
        return words
    facts = dict(words.facts)
    if "column" in facts:
        facts["column"] = _heading(str(facts["column"]))
    facts["columns"] = ", ".join(_heading(column.name) for column in STAFF_COLUMNS)
    facts["roles"] = ", ".join(name for _code, name in labels.roles(""))
    return settle(gettext(_SENTENCES[words.why]) % facts)


def _heading(name: str) -> str:
    found = next((one for one in STAFF_COLUMNS if one.name == name), None)
    return name if found is None or english() else found.heading


def _add(request: HttpRequest, entries: list[StaffEntry], reason: str) -> HttpResponse:
    """Add the new people, and show each one's link once: it is stored nowhere."""
    actor, now = api.viewer_of(the_person(request)).actor, clock.now()
    with transaction.atomic():
        links = [
            (
                person,
                api.person_imported(staff_id=person.id, reason=reason, now=now, actor=actor),
            )
            for person in api.people_import(entries)
        ]
    rows = [(person, public.address_or_own(request, path)) for person, path in links]
    return render(request, "departments/people_imported.html", {"rows": rows})


def _page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    states = ("done", "now", "") if more.get("checked") else ("now", "", "")
    steps = zip((gettext("파일"), gettext("확인"), gettext("등록")), states, strict=True)
    context = more | {"steps": list(steps)}
    return render(request, "departments/people_import.html", context, status=status)


@require_GET
@staff_page(may(Permission.MANAGE), proof=True)
def people_blank(request: HttpRequest) -> HttpResponse:
    """Give an empty table to fill in, with a sheet that explains its columns."""
    del request
    return open_tables("people.xlsx", *template(STAFF_COLUMNS))
