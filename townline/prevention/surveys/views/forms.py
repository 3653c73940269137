"""Forms: a new version checked and opened, closed again; and one to begin with, from the rules."""

import io
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.casework.cases.api import NotFound
from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.prevention.surveys.errors import BadForm
from townline.prevention.surveys.models import FormVersion
from townline.prevention.surveys.rules.calculating import grade_xpath, points_xpath
from townline.prevention.surveys.rules.ruleset import Item, RuleSet
from townline.prevention.surveys.selectors import sight
from townline.prevention.surveys.selectors.kinds import kind_of
from townline.prevention.surveys.selectors.rules import rules_of
from townline.prevention.surveys.services.forms import form_close, form_upload
from townline.prevention.surveys.settings import Kind
from townline.prevention.surveys.views import labels
from townline.prevention.surveys.views.access import said, survey_page
from townline.prevention.surveys.views.homes import filters_of

_MOST = 5 << 20
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOTH = require_http_methods(["GET", "HEAD", "POST"])
_ASKED = (
    ("home", gettext_noop("어느 주택인가요?")),
    ("visit_result", gettext_noop("방문 결과")),
    ("place", gettext_noop("위치")),
    ("photo", gettext_noop("사진")),
    ("note", gettext_noop("메모")),
    ("card_left", gettext_noop("안내문을 남겼나요?")),
    ("survey", gettext_noop("조사 항목")),
    ("household", gettext_noop("함께 사는 분")),
    ("consent", gettext_noop("필요한 조치에 동의하나요?")),
    ("measures", gettext_noop("필요한 조치")),
)
_PEOPLE = (
    ("elderly", gettext_noop("어르신")),
    ("disabled", gettext_noop("장애인")),
    ("children", gettext_noop("어린이")),
)
_YES_NO = (("yes", gettext_noop("예")), ("no", gettext_noop("아니요")))
_POINTS = "grade_points"
_SURVEYED = (("surveyed", gettext_noop("조사함")),)


@_BOTH
@survey_page(sight.works)
def forms(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List versions; take a new one."""
    kind = filters_of(request).kind
    context: dict[str, Any] = {"kind": kind, "kinds": labels.kind_choices(), "may_work": True}
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            form_upload(
                kind=kind,
                content=file.read(_MOST + 1) if file else b"",
                actor=viewer.actor,
                now=clock.now(),
            )
            return HttpResponseRedirect(f"{reverse('survey_forms')}?kind={kind}")
        except BadForm as error:
            context["problem"] = said(error)
    rows = FormVersion.objects.filter(kind=kind).defer("xlsform", "xform")
    context |= {"forms": rows.order_by("-uploaded_at"), "name": labels.kind_name(kind_of(kind))}
    status = 422 if "problem" in context else 200
    return render(request, "surveys/forms.html", context, status=status)


@require_POST
@survey_page(sight.works)
def close(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show a version to phones no more."""
    del request
    found = FormVersion.objects.filter(id=number).defer("xlsform", "xform").first()
    if found is None:
        raise NotFound(f"there is no form {number}")
    form_close(form=found, actor=viewer.actor, now=clock.now())
    return HttpResponseRedirect(f"{reverse('survey_forms')}?kind={found.kind}")


@require_GET
@survey_page(sight.works)
def blank(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give an XLSForm with every question of the rules, in both languages."""
    del viewer
    kind = filters_of(request).kind
    answer = HttpResponse(blank_form(kind_of(kind)), content_type=_SHEET)
    answer["Content-Disposition"] = f'attachment; filename="{kind}.xlsx"'
    return answer


def blank_form(kind: Kind) -> bytes:
    """Make an XLSForm from the rules of a kind; the version is the day."""
    from openpyxl import Workbook  # noqa: PLC0415 -- not at each start

    rules = rules_of(kind.code)
    book = Workbook(write_only=True)
    head = ["label::Korean (ko)", "label::English (en)"]
    survey = book.create_sheet("survey")
    hints = ["hint::Korean (ko)", "hint::English (en)"]
    survey.append(["type", "name", *head, "relevant", "required", *hints, "calculation"])
    for row in _survey(kind, rules):
        survey.append(row)
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", *head])
    for row in _choices(rules.items, kind):
        choices.append(row)
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language"])
    version = f"{clock.now():%Y%m%d}01"
    settings.append([kind.name.ko, kind.code, version, "Korean (ko)"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _both(words: str) -> list[str]:
    found = []
    for language in ("ko", "en"):
        with translation.override(language):
            found.append(gettext(words))
    return found


def _survey(kind: Kind, rules: RuleSet) -> Iterator[list[str]]:
    words = {name: _both(said) for name, said in _ASKED}
    surveyed = "${visit_result} = 'surveyed'"
    yield ["start", "start", "", "", "", ""]
    yield ["end", "end", "", "", "", ""]
    yield ["select_one_from_file homes.csv", "home", *words["home"], "", "yes"]
    yield ["select_one results", "visit_result", *words["visit_result"], "", "yes"]
    yield ["geopoint", "place", *words["place"], "", ""]
    yield ["image", "photo", *words["photo"], "", ""]
    yield ["select_one yes_no", "card_left", *words["card_left"],
           "${visit_result} = 'nobody_home'", ""]  # fmt: skip
    yield ["begin group", "survey", *words["survey"], surveyed, ""]
    for item in rules.items:
        asks = f"select_one {item.code}" if item.choices else "decimal"
        hint = [item.hint.ko, item.hint.en] if item.hint else []
        yield [asks, item.question, item.name.ko, item.name.en, "", "yes", *hint]
    if kind.said_grade:
        yield from _computed(kind.said_grade, rules)
    yield ["select_multiple people", "household", *words["household"], "", ""]
    if kind.measures:
        yield ["select_one yes_no", "consent", *words["consent"], "", ""]
        yield ["select_multiple measures", "measures", *words["measures"], "", ""]
    yield ["end group", "", "", "", "", ""]
    yield ["text", "note", *words["note"], "", ""]


def _computed(question: str, rules: RuleSet) -> Iterator[list[str]]:
    """Let the phone compute what the server will, so that the surveyor sees it at the door."""
    ko, en = _both(gettext_noop("등급"))
    yield ["calculate", _POINTS, *[""] * 6, points_xpath(rules)]
    yield ["calculate", question, *[""] * 6, grade_xpath(rules, _POINTS)]
    yield ["note", f"{question}_shown", f"{ko}: ${{{question}}}", f"{en}: ${{{question}}}"]


def _choices(items: tuple[Item, ...], kind: Kind) -> Iterator[list[str]]:
    outs = [(code, word) for code, word in labels.EXCLUSIONS.items() if code != "duplicate"]
    lists = {"people": _PEOPLE, "yes_no": _YES_NO, "results": _SURVEYED}
    for name, own in lists.items():
        yield from ([name, code, *_both(word)] for code, word in own)
    for code, word in (*outs, *labels.OUTCOMES.items()):
        yield ["results", code, *_spoken(word)]
    for item in items:
        for code, each in item.choices.items():
            yield [item.code, code, each.said.ko, each.said.en]
    for measure in kind.measures:
        yield ["measures", measure.code, measure.name.ko, measure.name.en]


def _spoken(word: object) -> list[str]:
    found = []
    for language in ("ko", "en"):
        with translation.override(language):
            found.append(str(word))
    return found
