"""The list of homes beside its map, and one home with all that is known of it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_GET

from townline.casework.cases.api import UNDO_WITHIN
from townline.casework.search import api as searching
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.core.history import tags
from townline.platform.core.text.addresses import neighbours, parse_address
from townline.platform.departments.api import Act, Viewer
from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.platform.web.photo_files import photo_response
from townline.platform.web.showing.lists import (
    Filter,
    FilterBar,
    Paging,
    list_parts,
    make_query,
    read_offset,
)
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.models import Grade, Home, Surveyor
from townline.prevention.surveys.ports import sections_of
from townline.prevention.surveys.selectors import homes as selecting
from townline.prevention.surveys.selectors.counts import count_list
from townline.prevention.surveys.selectors.homes import (
    PAGE,
    HomeDetail,
    HomeFilters,
    kind_of,
    kinds,
)
from townline.prevention.surveys.selectors.rules import rules_of, ruleset
from townline.prevention.surveys.selectors.updates import updates_open
from townline.prevention.surveys.services.undoing import undoable
from townline.prevention.surveys.views import labels

_FIELDS = ("kind", "state", "dong", "surveyor", "grade", "why", "q")
_SMALL = 240  # pixels of the longer side of a thumbnail
_CASES, _MANY = 5, 40


def filters_of(request: HttpRequest) -> HomeFilters:
    """Read what is asked for."""
    params = {name: request.GET.get(name, "").replace("\x00", "").strip()[:80] for name in _FIELDS}
    return HomeFilters(**params | {"kind": params["kind"] or kinds()[0].code})


def query_of(filters: HomeFilters, **more: object) -> str:
    """Give filters as a query, with what is other."""
    return make_query(_params(filters) | more)


def _params(filters: HomeFilters) -> dict[str, str]:
    return {name: getattr(filters, name) for name in _FIELDS}


@dataclass(frozen=True, slots=True)
class HomeListItem:
    """A home of the list in words."""

    home: Home
    mark: tuple[str, str, object]
    pin: str
    dong: str
    why: object
    outcome: object

    @property
    def spot(self) -> str:
        return self.home.grade if self.home.state == "graded" else ""


def describe_home(home: Home) -> HomeListItem:
    """Put words to a home."""
    return HomeListItem(
        home=home,
        mark=labels.STATES[home.state],
        pin=labels.PINS[home.state],
        dong=dong_name(home.dong, english=english()),
        why=labels.EXCLUSIONS.get(home.excluded_for, ""),
        outcome=labels.OUTCOMES.get(home.last_outcome, "") if home.state == "listed" else "",
    )


@require_GET
@staff_page(selecting.reads)
def homes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List homes beside a map, with the count that adds up."""
    filters = filters_of(request)
    kind_of(filters.kind)
    offset, params = read_offset(request), _params(filters)
    rows, count = selecting.homes_page(filters, offset)
    context = list_parts(
        _filter_bar(params),
        Paging(offset=offset, size=PAGE, count=count, params=params),
    ) | {
        "lines": [describe_home(home) for home in rows],
        "count": count,
        "whole": count_list(filters.kind),
        "query": query_of(filters),
        "may_work": selecting.works(viewer),
    }
    return render(request, "surveys/homes.html", context)


def _filter_bar(params: dict[str, str]) -> FilterBar:
    kind = params["kind"]
    dongs = [(dong, dong_name(dong, english=english())) for dong in selecting.dongs_of(kind)]
    surveyors = [(str(each.id), each.name) for each in Surveyor.objects.order_by("name")]
    filters = (
        Filter("kind", _("주택 유형"), labels.kind_choices(), required=True),
        Filter("state", _("상태"), _states()),
        Filter("dong", _("동"), dongs),
        Filter("surveyor", _("조사원"), [("none", _("배정 안 됨")), *surveyors]),
        Filter("grade", _("등급"), [(each.grade, each.grade) for each in rules_of(kind).grades]),
        Filter("why", _("제외 이유"), list(labels.EXCLUSIONS.items())),
    )
    return FilterBar(
        prefix="sv", label=gettext("주택 필터"), params=params, filters=filters,
        search=_("주소 또는 관리번호"), kept=(),
    )  # fmt: skip


def _states() -> list[tuple[str, object]]:
    own = [(code, word) for code, (_icon, _level, word) in labels.STATES.items()]
    return [*own, *labels.VIEWS.items()]


@require_GET
@staff_page(selecting.reads)
def home(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one home: its state, visits, answers, photos, grade with reasons, and history."""
    detail = selecting.home_get(number)
    return render(request, "surveys/home.html", _context(detail, viewer))


def _context(detail: HomeDetail, viewer: Viewer) -> dict[str, Any]:
    row = detail.home
    return {
        "h": row,
        "one": describe_home(row),
        "detail": detail,
        "kind": labels.kind_name(kind_of(row.kind)),
        "located": labels.LOCATED.get(row.located_by, ""),
        "grade": _grade(detail.grade),
        "attempts": [(each, labels.OUTCOMES.get(each.outcome, "")) for each in detail.attempts],
        "updates": [
            (each, list(each.changes.items()), labels.UPDATES[each.state])
            for each in updates_open(row.id)
        ],
        "pictures": _pictures(detail),
        "door": [describe_home(each) for each in detail.door],
        "cases": _cases(row, viewer),
        "history": [(line, tags.label(line.event)) for line in detail.history],
        "exclusions": [
            (code, word) for code, word in labels.EXCLUSIONS.items() if code != "duplicate"
        ],
        "outcomes": list(labels.OUTCOMES.items()),
        "purposes": [(code, word) for code, word in labels.PURPOSES.items() if code != "exclusion"],
        "surveyors": Surveyor.objects.filter(active=True).order_by("name"),
        "undo": undoing(row.id, viewer),
        "sections": sections_of(Act(viewer, clock.now()), row),
        "may_work": selecting.works(viewer),
        "today": timezone.localdate(clock.now()),
    }


def undoing(home_id: int, viewer: Viewer) -> dict[str, Any] | None:
    """Give what the viewer may still take back: what was done, and until when."""
    line = undoable(home_id, viewer.staff_id, clock.now()) if selecting.works(viewer) else None
    if line is None:
        return None
    return {"home": home_id, "word": tags.label(line.event), "until": line.at + UNDO_WITHIN}


def _grade(grade: Grade | None) -> dict[str, Any] | None:
    """Give a grade item by item, with its words in the reader's language."""
    if grade is None:
        return None
    language = labels.language()
    rules = ruleset(grade.rules)
    names = {item.code: item for item in rules.items}
    needs = {m.code: m.name.in_language(language) for m in kind_of(grade.home.kind).measures}
    return {
        "row": grade,
        "said": ", ".join(each[language] for each in grade.reasons[:5]),
        "areas": [
            (area.name.in_language(language), grade.areas.get(area.code)) for area in rules.areas
        ],
        "items": [
            (
                names[each["item"]].name.in_language(language),
                _answer(names[each["item"]], each),
                each,
            )
            for each in grade.items
        ],
        "needs": [needs.get(code, code) for code in grade.needs],
    }


def _answer(item: Any, each: dict[str, Any]) -> str:  # noqa: ANN401 -- an item of the rules
    answer = each["answer"]
    choice = item.choices.get(answer) if isinstance(answer, str) else None
    if choice is not None:
        return str(choice.said.in_language(labels.language()))
    return "" if answer is None else f"{answer:g}"


def _pictures(detail: HomeDetail) -> list[dict[str, Any]]:
    """Give the photos of a home and of its answers, each with what it is; one query."""
    pictures = [(file.sha256, labels.PURPOSES.get(file.purpose, "")) for file in detail.files]
    pictures += [(f.sha256, f.name) for each in detail.submissions for f in each.files.all()]
    photos = conversations.photos_by_hash({sha256 for sha256, _ in pictures})
    found = []
    for sha256, word in dict(pictures).items():
        if (photo := photos.get(sha256)) is not None:
            part = min(1.0, _SMALL / max(photo.width, photo.height, 1))
            size = {"width": round(photo.width * part), "height": round(photo.height * part)}
            found.append({"photo": photo, "word": word} | size)
    return found


def _cases(row: Home, viewer: Viewer) -> list[tuple[searching.FoundCase, bool]]:
    """Find cases that tell this address, then one beside it, each with whether it is this one."""
    own = {each.row.code: (each, True) for each in _sought(row.place, viewer, _CASES)}
    road, adjacent = row.place.rpartition(" ")[0], {*neighbours(row.place)}
    for each in _sought(road, viewer, _MANY) if road and adjacent else []:
        if _place_of(each) in adjacent:
            own.setdefault(each.row.code, (each, False))
    return list(own.values())[: 2 * _CASES]


def _place_of(found: searching.FoundCase) -> str:
    """Read the address in a case's title, else in what was found of it."""
    words = [found.row.title, *("".join(word for word, _ in hit.bits) for hit in found.hits)]
    return next((place for each in words if (place := parse_address(each).place)), "")


def _sought(words: str, viewer: Viewer, limit: int) -> list[searching.FoundCase]:
    try:
        query = searching.SearchRequest(q=words)
        found = searching.cases_search(viewer=viewer, search_request=query, limit=limit)
    except searching.CannotSeek:
        return []
    return list(found.cases)


@require_GET
@staff_page(selecting.reads)
def photo(
    request: HttpRequest, viewer: Viewer, number: int, sha256: str, copy: str
) -> HttpResponse:
    """Give a photo of a home to who sees homes."""
    del request, viewer
    found = conversations.photos_by_hash([sha256]).get(sha256)
    if found is None or copy == "original" or not selecting.keeps_file(number, sha256):
        raise Http404
    answer = photo_response(found, copy)
    if answer is None:
        raise Http404
    return answer


def back(number: int) -> HttpResponseRedirect:
    """Go back to a home."""
    return HttpResponseRedirect(reverse("survey_home", args=[number]))
