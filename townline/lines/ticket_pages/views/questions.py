"""What is asked while one waits: one question a page, behind the ticket's token."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.questionnaires import api as questionnaires
from townline.lines.questionnaires.api import Item, Kind, Trouble
from townline.lines.queues import api
from townline.lines.queues.api import Asked, QueueError, TicketView
from townline.lines.queues.views.labels import place
from townline.lines.queues.views.question_words import answer_words, trouble_words
from townline.lines.queues.views.shapes import Answered, AnsweredMany
from townline.lines.ticket_pages.views.frames import FORMS, page
from townline.platform.core import clock
from townline.platform.web.public_pages import language, public_page
from townline.platform.web.reading import as_written, read


@dataclass(frozen=True, slots=True)
class _Visit:
    """Somebody at a question of their ticket. ``spoken``: the language of the page."""

    request: HttpRequest
    token: str
    view: TicketView
    asked: Asked
    spoken: str

    @property
    def subject(self) -> str:
        """What the keys of this ticket's forms are made for."""
        return f"questions-{self.view.ticket.id}"

    def address(self, item: Item | None, more: str = "") -> str:
        """Give the page of a question; without one, that of all answers."""
        where = f"q/{item.name}" if item else "end"
        return f"/n/t/{self.token}/questions/{where}/?lang={self.spoken}{more}"

    def around(self) -> dict[str, Any]:
        return {"place": place(self.view.hall), "number": self.view.shown, "token": self.token}


type _Page = Callable[..., HttpResponse]


def _visited(view: _Page) -> _Page:
    """Let in who holds the ticket, in their language, as long as anything is asked."""

    @public_page
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        now = clock.now()
        try:
            ticket = api.ticket_view(api.ticket_id_of(token), now)
            asked = api.asked_of(ticket.ticket.id, now)
        except QueueError as error:
            with translation.override(language(request)):
                return _refused(request, error)
        spoken = language(request, ticket.ticket.language)
        with translation.override(spoken):
            return view(_Visit(request, token, ticket, asked, spoken), **more)

    return guarded


def _refused(request: HttpRequest, error: QueueError) -> HttpResponse:
    context = {"problem": api.words(error)}
    return page(request, "ticket_pages/gone.html", context, status=error.status)


@require_GET
@_visited
def questions(visit: _Visit) -> HttpResponse:
    """Go on where one stopped: the first question not yet seen, else all answers."""
    item = visit.asked.filled.next()
    return _ended(visit) if item is None else _shown(visit, item)


@require_http_methods(["GET", "POST"])
@_visited
def question(visit: _Visit, name: str) -> HttpResponse:
    """Show one question; a POST saves its answer at once and goes on."""
    item = next((each for each in visit.asked.filled.questions if each.name == name), None)
    if item is None:  # not asked of this person, or not any more
        return HttpResponseRedirect(f"/n/t/{visit.token}/questions/?lang={visit.spoken}")
    return _saved(visit, item) if visit.request.method == "POST" else _shown(visit, item)


@require_GET
@_visited
def end(visit: _Visit) -> HttpResponse:
    """Show all answers, to check and to change."""
    return _ended(visit)


def _saved(visit: _Visit, item: Item) -> HttpResponse:
    given = _given(visit.request, item)
    if not FORMS.nonce(visit.request, visit.subject):
        words = gettext("화면이 오래되었습니다. 다시 한 번 눌러 주세요.")
        return _shown(visit, item, given, problem=words, status=409)
    answers = {item.name: given}
    try:
        filled = api.answers_save(ticket_id=visit.view.ticket.id, given=answers, now=clock.now())
    except api.AnswersWrong as error:
        words = trouble_words(item, Trouble(error.wrong[item.name]), visit.spoken)
        return _shown(visit, item, given, problem=words, status=422)
    except QueueError as error:
        return _refused(visit.request, error)
    # Whoever came from the end goes back there, unless the change has opened a new question.
    follows = filled.next() if "change" in visit.request.GET else filled.next(item.name)
    return HttpResponseRedirect(visit.address(follows))


def _given(request: HttpRequest, item: Item) -> object:
    if "skip" in as_written(request):
        return None
    if item.kind is Kind.MULTIPLE:
        return read(request, AnsweredMany).a
    return read(request, Answered).a


def _shown(
    visit: _Visit, item: Item, given: object = None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    filled, spoken = visit.asked.filled, visit.spoken
    names = [each.name for each in filled.questions]
    before = filled.before(item.name)
    written = given if problem else filled.answers.get(item.name, item.default)
    context = visit.around() | {
        "item": item,
        "label": questionnaires.worded(item.label, spoken),
        "hint": questionnaires.worded(item.hint, spoken),
        "section": questionnaires.worded(item.section, spoken),
        "notes": [
            questionnaires.worded(note.label, spoken) for note in filled.notes_before(item.name)
        ],
        "choices": _choices(item, written, spoken),
        "written": "" if written is None or isinstance(written, list) else str(written),
        "at": names.index(item.name) + 1,
        "count": filled.most,
        "action": visit.address(item, "&change=1" if "change" in visit.request.GET else ""),
        "back": visit.address(before) if before else "",
        "key": FORMS.key(visit.subject),
        "problem": problem,
    }
    return page(visit.request, "ticket_pages/question.html", context, status=status)


def _choices(item: Item, written: object, spoken: str) -> list[tuple[str, str, bool]]:
    chosen = written if isinstance(written, list) else [written]
    return [
        (each.name, questionnaires.worded(each.label, spoken), each.name in chosen)
        for each in item.choices
    ]


def _ended(visit: _Visit) -> HttpResponse:
    filled, spoken = visit.asked.filled, visit.spoken
    missing = filled.next()
    lines = [
        {
            "label": questionnaires.worded(each.label, spoken),
            "answer": answer_words(each, filled.answers.get(each.name), spoken),
            "change": visit.address(each, "&change=1"),
        }
        for each in filled.questions
    ]
    context = visit.around() | {
        "lines": lines,
        "notes": [questionnaires.worded(note.label, spoken) for note in filled.notes_before("")],
        "complete": missing is None,
        "go_on": visit.address(missing),
    }
    return page(visit.request, "ticket_pages/questions_end.html", context)
