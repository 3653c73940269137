"""Single weights and thresholds of rules in a form: a version that is compared before it counts."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods
from pydantic import Field

from townline.casework.cases.api import CaseError
from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.inputs import Input
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.api import decides, kind_of, rules_of, rules_propose
from townline.prevention.surveys.errors import BadRules
from townline.prevention.surveys.rules.ruleset import RuleSet
from townline.prevention.surveys.views import labels
from townline.prevention.surveys.views.homes import filters_of

ADDRESS = "/surveys/rules/weights/"
_RULES = "/surveys/rules/"
_BOTH = require_http_methods(["GET", "HEAD", "POST"])
type _Share = Annotated[float, Field(gt=0, le=1_000)]
type _Bound = Annotated[float, Field(ge=0, le=100)]


class RuleWeights(Input):
    """By code: weights of areas and items, and the points from which a grade is given."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "areas": gettext_noop("영역의 비중"),
        "items": gettext_noop("항목의 비중"),
        "grades": gettext_noop("등급의 시작 점수"),
    }
    areas: dict[str, _Share] = {}
    items: dict[str, _Share] = {}
    grades: dict[str, _Bound] = {}

    def put_into(self, rules: RuleSet) -> dict[str, Any]:
        """Give rules with these numbers, ready to be proposed."""
        written: dict[str, Any] = rules.model_dump(mode="json")
        for part, key, name, given in (
            ("areas", "code", "weight", self.areas),
            ("items", "code", "weight", self.items),
            ("grades", "grade", "points_from", self.grades),
        ):
            for each in written[part]:
                each[name] = given.get(each[key], each[name])
        return written


@_BOTH
@staff_page(decides)
def page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the numbers of the rules in use; propose others."""
    kind = filters_of(request).kind
    rules = rules_of(kind)
    if request.method != "POST":
        return _page(request, kind, rules)
    try:
        written = read(request, RuleWeights).put_into(rules)
        rules_propose(kind=kind, written=written, actor=viewer.actor, now=clock.now())
    except InvalidForm:
        words = gettext("비중은 0보다 큰 숫자로, 시작 점수는 0에서 100까지로 적어 주세요.")
        return _page(request, kind, rules, problem=words, status=422)
    except BadRules:  # of what the form can change, only the order of grades can be wrong
        words = gettext("시작 점수는 좋은 등급부터 낮아져야 하고, 마지막 등급은 0이어야 합니다.")
        return _page(request, kind, rules, problem=words, status=422)
    except CaseError as refused:
        return _page(request, kind, rules, problem=refused.message(), status=refused.status)
    messages.success(request, gettext("등급 기준안을 올렸습니다. 바뀌는 주택을 확인해 주세요."))
    return HttpResponseRedirect(f"{_RULES}?kind={kind}")


def _page(
    request: HttpRequest, kind: str, rules: RuleSet, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "kind": kind,
        "kinds": labels.kind_choices(),
        "name": labels.kind_name(kind_of(kind)),
        "areas": _areas(rules, as_written(request)),
        "grades": _grades(rules, as_written(request)),
        "problem": problem,
        "may_work": True,
    }
    return render(request, "survey_pages/weights.html", context, status=status)


def _areas(rules: RuleSet, typed: Mapping[str, object]) -> list[dict[str, Any]]:
    """Give areas with their items: each with the name of its field, its words and its number."""
    language = labels.language()
    return [
        _field(f"areas-{area.code}", area.name.in_language(language), area.weight, typed)
        | {
            "items": [
                _field(f"items-{item.code}", item.name.in_language(language), item.weight, typed)
                for item in rules.items
                if item.area == area.code
            ]
        }
        for area in rules.areas
    ]


def _grades(rules: RuleSet, typed: Mapping[str, object]) -> list[dict[str, Any]]:
    return [_field(f"grades-{g.grade}", g.grade, g.points_from, typed) for g in rules.grades]


def _field(name: str, word: str, number: float, typed: Mapping[str, object]) -> dict[str, Any]:
    return {"name": name, "word": word, "value": typed.get(name, f"{number:g}")}
