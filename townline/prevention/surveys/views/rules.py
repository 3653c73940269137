"""The rules in use, and a new version with who would change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from townline.casework.cases.api import NotFound
from townline.platform.core import clock
from townline.platform.core.text.languages import json_read
from townline.platform.departments.api import Viewer
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.surveys.errors import BadRules
from townline.prevention.surveys.models import RuleVersion
from townline.prevention.surveys.rules.ruleset import RuleSet
from townline.prevention.surveys.selectors import homes
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.selectors.rules import ruleset
from townline.prevention.surveys.services import rule_versions
from townline.prevention.surveys.services.grading import rules_adopt
from townline.prevention.surveys.views import labels
from townline.prevention.surveys.views.homes import filters_of

_MOST = 1 << 20
_BOTH = require_http_methods(["GET", "HEAD", "POST"])


@_BOTH
@staff_page(homes.reads)
def rules(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the rules in use and a proposed version beside; take a file of new ones."""
    if request.method == "POST" and not homes.decides(viewer):
        return problem_page(request, 403)
    kind = filters_of(request).kind
    kind_of(kind)
    context, status = _rules_context(kind, viewer), 200
    if request.method == "POST":
        try:
            _propose(request, viewer, kind)
            return HttpResponseRedirect(f"{reverse('survey_rules')}?kind={kind}")
        except BadRules as error:
            context, status = context | {"problem": error.message()}, error.status
    return render(request, "surveys/rules.html", context, status=status)


def _propose(request: HttpRequest, viewer: Viewer, kind: str) -> None:
    file = request.FILES.get("file")
    try:
        written = json_read(file.read(_MOST)) if file else None
    except ValueError as error:
        raise BadRules(str(error), words=str(error)) from None
    if not isinstance(written, dict):
        raise BadRules("no object", words=gettext("JSON 객체 하나를 올려 주세요."))
    rule_versions.rules_propose(kind=kind, written=written, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("등급 기준안을 올렸습니다. 바뀌는 주택을 확인해 주세요."))


def _rules_context(kind: str, viewer: Viewer) -> dict[str, Any]:
    in_use = rule_versions.rules_in_use(kind, now=clock.now())
    proposed = RuleVersion.objects.filter(kind=kind, adopted_at=None).order_by("-number").first()
    context = {
        "kind": kind,
        "kinds": labels.kind_choices(),
        "name": labels.kind_name(kind_of(kind)),
        "in_use": in_use,
        "rules": _words(ruleset(in_use)),
        "proposed": proposed,
        "versions": RuleVersion.objects.filter(kind=kind).defer("rules").order_by("-number"),
        "may_decide": homes.decides(viewer),
        "may_work": homes.works(viewer),
    }
    if proposed is not None:
        changes, compared = rule_versions.rules_compare(proposed)
        order = ruleset(proposed).order
        context |= {
            "changes": changes[:200],
            "changed": len(changes),
            "compared": compared,
            "worse": sum(order.get(c.after, 99) > order.get(c.before, -1) for c in changes),
            "unread": sum(not c.after for c in changes),
        }
    return context


def _words(found: RuleSet) -> dict[str, Any]:
    language = labels.language()
    items = {item.code: item for item in found.items}
    return {
        "grades": found.grades,
        "areas": [
            (
                area.name.in_language(language),
                area.weight,
                [
                    (item.name.in_language(language), item.weight, _points(item, language))
                    for item in found.items
                    if item.area == area.code
                ],
            )
            for area in found.areas
        ],
        "outs": [
            (out.to, [_condition(when, items[when.item], language) for when in out.when])
            for out in found.knock_outs
        ],
    }


def _points(item: Any, language: str) -> list[tuple[str, float]]:  # noqa: ANN401 -- an item
    if item.choices:
        return [(each.said.in_language(language), each.points) for each in item.choices.values()]
    sign = "≥" if item.more_is_better else "≤"
    return [(f"{sign} {step.bound:g}", step.points) for step in item.steps]


def _condition(when: Any, item: Any, language: str) -> str:  # noqa: ANN401 -- of the rules
    if when.answers:
        return " / ".join(item.choices[code].said.in_language(language) for code in when.answers)
    sign, bound = ("<", when.below) if when.below is not None else (">", when.above)
    return f"{item.name.in_language(language)} {sign} {bound:g}"


@require_POST
@staff_page(homes.decides)
def adopt(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let a version count."""
    version = RuleVersion.objects.filter(id=number).first()
    if version is None:
        raise NotFound(f"there is no version {number}")
    changed = rules_adopt(version_id=number, actor=viewer.actor, now=clock.now())
    words = gettext("등급 기준을 채택했습니다. 등급이 바뀐 주택: %(n)s") % {"n": changed}
    messages.success(request, words)
    return HttpResponseRedirect(f"{reverse('survey_rules')}?kind={version.kind}")
