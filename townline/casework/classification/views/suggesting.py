"""What a machine suggests for a case: shown, taken with one key, and the next case opened."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.actions import back_to_case
from townline.casework.cases.views.following import go_on, row_below
from townline.casework.cases.views.lists import Directory, the_act
from townline.casework.classification import api
from townline.casework.classification.models import TextReading
from townline.casework.classification.views.api.readings import Take
from townline.casework.deadlines.settings import Kinds, Legal
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Act, Permission, Service
from townline.platform.departments.guards import may
from townline.platform.web.moments import english
from townline.platform.web.public_pages import LANGUAGES
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import named


@dataclass(frozen=True)
class Option:
    """A service that a case may be for; ``words`` of the text say so."""

    service: Service
    confidence: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class About:
    """A topic of a case's texts: its service (None: unknown here) and the texts read as it.

    ``text`` is the surest of them; ``heard``: those that have words, as the resident wrote them.
    """

    topic: api.Topic
    service: Service | None
    confidence: str
    words: tuple[str, ...]
    text: int
    heard: list[ThreadText]


def panel(
    detail: cases.Detail,
    names: Directory,
    readings: list[TextReading],
    now: dt.datetime,
    *,
    assigns: bool,
) -> dict[str, Any] | None:
    """Give what stands beside a case that nobody has sorted, to who may send it."""
    found = api.suggestion_of(readings, now)
    if found is None or not assigns or detail.row.state not in cases.UNSORTED:
        return None
    # Who gave it back is not suggested again, and the rest is for a person to weigh.
    back = detail.row.department if detail.row.state == cases.CaseState.MISROUTED else None
    sure = found.sure and not found.decided
    abouts = [] if found.aside else _abouts(found, readings, detail, names)
    options = _options(found, names, sure=sure) if not abouts else _of_topics(abouts)
    options = _evident(options, detail)
    return {
        "topics": abouts,
        "leaving": [text for one in abouts[1:] for text in one.topic.texts],
        "odd": [text for one in abouts[1:] for text in one.topic.named],
        "text": found.text_id,
        "failed": found.state == api.ReadingState.FAILED,
        "late": found.late,
        "waiting": found.state == api.ReadingState.WAITING and not found.version,
        "aside": found.aside,
        "sure": sure,
        "options": [one for one in options if one.service.department_id != back],
        "kind": None if abouts else _kind(found, detail),
    }


def _evident(options: list[Option], detail: cases.Detail) -> list[Option]:
    """Give what is suggested; nothing where no word of a text that people read here says so.

    In another language a text is read by its sense, and has no such words.
    """
    bare = detail.row.language in LANGUAGES and not any(one.words for one in options)
    return [] if bare else options


def _options(found: api.Suggestion, names: Directory, *, sure: bool) -> list[Option]:
    known = [(one, names.services.get(one.code)) for one in found.services if not found.aside]
    return [_option(one, service, sure=sure) for one, service in known if service]


def _of_topics(abouts: list[About]) -> list[Option]:
    return [Option(one.service, one.confidence, one.words) for one in abouts if one.service]


def _abouts(
    found: api.Suggestion,
    readings: list[TextReading],
    detail: cases.Detail,
    names: Directory,
) -> list[About]:
    """Tell the topics where there are several; nothing where the texts agree."""
    if len(found.topics) < 2:  # noqa: PLR2004 -- one topic is none to choose from
        return []
    read = {row.text_id: row for row in readings}
    incoming = {text.id: text for text in detail.thread if text.direction == "in"}
    return [_about(topic, read, incoming, names) for topic in found.topics]


def _about(
    topic: api.Topic,
    read: dict[int, TextReading],
    incoming: dict[int, ThreadText],
    names: Directory,
) -> About:
    best = max(topic.named, key=lambda text: read[text].probability)
    likeliest = api.likely(read[best].services)[0]
    service = names.services.get(topic.service)
    return About(
        topic=topic,
        service=service,
        confidence=_confidence(likeliest, sure=False),
        words=likeliest.words,
        text=best,
        heard=[incoming[text] for text in topic.named if text in incoming],
    )


def _option(one: api.Likely, service: Service, *, sure: bool) -> Option:
    return Option(service, _confidence(one, sure=sure), one.words)


def _confidence(one: api.Likely, *, sure: bool) -> str:
    # High is what one key may take and what the filter of that name lists, and nothing else.
    high = one.confidence is api.Confidence.HIGH
    unsure = api.Confidence.MEDIUM if high else one.confidence
    return str(labels.CONFIDENCES[api.Confidence.HIGH if sure else unsure])


def _kind(found: api.Suggestion, detail: cases.Detail) -> dict[str, str] | None:
    """Give the kind of petition if its confidence is high and another than a case begins with."""
    likeliest = found.kinds[0] if found.kinds else None
    if likeliest is None or likeliest.confidence != api.Confidence.HIGH:
        return None
    known = district.part(Kinds).named(likeliest.code)
    usual = likeliest.code == district.part(Legal).default_kind
    if known is None or known.petition_period is None or usual:
        return None
    return {"code": likeliest.code, "name": known.name.in_language("en" if english() else "ko")}


def marked_words(shown: dict[str, Any] | None) -> dict[int, tuple[str, ...]]:
    """Give the words to mark in the texts of a case, by text."""
    if shown is None or not shown["options"]:
        return {}
    if shown["topics"]:
        return {one.text: one.words for one in shown["topics"]}
    return {shown["text"]: shown["options"][0].words}


def odd_texts(shown: dict[str, Any] | None) -> dict[int, Service | None]:
    """Give the texts that speak of another topic than the one that opened the case, by text."""
    abouts = shown["topics"][1:] if shown else []
    return {text: one.service for one in abouts for text in one.topic.named}


def danger_spans(readings: list[TextReading]) -> dict[int, tuple[str, int, int]]:
    """Give by text which danger it tells of, and where the words stand that tell of it."""
    return {
        row.text_id: (row.danger, row.danger_start, row.danger_end)
        for row in readings
        if row.danger and row.danger_start is not None and row.danger_end is not None
    }


def list_query(request: HttpRequest) -> str:
    """Give what the address says of the list, without what was just done."""
    parameters = request.GET.copy()
    parameters.pop("taken", None)
    return parameters.urlencode()


def undoable_press(request: HttpRequest, act: Act, here: str) -> cases.Undoable | None:
    """Give the press on the case before, which can still be undone from the next one."""
    code = request.GET.get("taken", "")[:20]
    if code in {"", here} or not act.viewer.may(Permission.WRITE):
        return None
    return cases.undoable_code(code=code, staff_id=act.viewer.staff_id, now=act.now)


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take one of the suggestions, and open the row below."""
    act = the_act(request)
    below = row_below(request, code, act.now)
    arguments = read(request, Take).arguments()
    case = api.suggestion_take(act, code=code, **arguments)
    message = gettext("%(code)s: %(service)s(으)로 적용하고 %(department)s(으)로 배정했습니다.")
    names = {"service": named(case.service), "department": named(case.department)}
    messages.success(request, settle(message % ({"code": code} | names)))
    return go_on(request, code, below)


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def spam(request: HttpRequest, code: str) -> HttpResponse:
    """Close a case as an advertisement, and open the row below."""
    act = the_act(request)
    below = row_below(request, code, act.now)
    api.spam_confirm(act, code=code, reason=gettext("광고·스팸"))
    messages.success(request, gettext("%(code)s: 광고로 종결했습니다.") % {"code": code})
    return go_on(request, code, below)


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def not_spam(request: HttpRequest, code: str) -> HttpResponse:
    """Move a case that is not spam back to the others."""
    api.spam_deny(the_act(request), code=code)
    return back_to_case(request, code, gettext("받은 문자로 되돌렸습니다."))
