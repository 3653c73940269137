"""What is asked while one waits: one question a page, behind the ticket's token."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods
from ninja.errors import ValidationError

from townline.lines.queues import api
from townline.lines.queues.api import QueueError, TicketQuestionnaire, TicketView
from townline.lines.queues.questionnaires import api as questionnaires
from townline.lines.queues.questionnaires.api import QuestionItem, QuestionKind, Trouble
from townline.lines.queues.rules.plans import QueuePlan
from townline.lines.queues.ticket_pages.views.board import FORMS, page
from townline.lines.queues.views.inputs import phone_of
from townline.lines.queues.views.labels import answer_words, place, trouble_words
from townline.lines.queues.views.shapes import Answered, AnsweredMany
from townline.platform.core import clock
from townline.platform.web.numbers import is_number
from townline.platform.web.public_pages import language, public_page
from townline.platform.web.reading import as_written, read


@dataclass(frozen=True, slots=True)
class _Visit:
    """Somebody at a question of their ticket. ``spoken``: the language of the page."""

    request: HttpRequest
    token: str
    view: TicketView
    asked: TicketQuestionnaire
    spoken: str

    @property
    def subject(self) -> str:
        """What the keys of this ticket's forms are made for."""
        return f"questions-{self.view.ticket.id}"

    def address(self, item: QuestionItem | None, more: str = "") -> str:
        """Give the page of a question; without one, that of all answers."""
        where = f"q/{item.name}" if item else "end"
        return f"/n/t/{self.token}/questions/{where}/?lang={self.spoken}{more}"

    def around(self) -> dict[str, Any]:
        return {"place": place(self.view.hall), "number": self.view.shown, "token": self.token}


type _Page = Callable[..., HttpResponse]


def _with_visit(view: _Page) -> _Page:
    """Let in who holds the ticket, in their language, as long as anything is asked."""

    @public_page
    @wraps(view)
    def wrapper(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        now = clock.now()
        try:
            ticket = api.ticket_view(api.ticket_id_of(token), now)
            questionnaire = api.questionnaire_of(ticket.ticket.id, now)
        except QueueError as error:
            with translation.override(language(request)):
                return _error_page(request, error)
        spoken = language(request, ticket.ticket.language)
        with translation.override(spoken):
            return view(_Visit(request, token, ticket, questionnaire, spoken), **more)

    return wrapper


def _error_page(request: HttpRequest, error: QueueError) -> HttpResponse:
    context = {"problem": api.words(error)}
    return page(request, "ticket_pages/gone.html", context, status=error.status)


@require_GET
@_with_visit
def questions(visit: _Visit) -> HttpResponse:
    """Go on where one stopped: the first question not yet seen, else all answers."""
    item = visit.asked.filled.next()
    return _end_page(visit) if item is None else _question_page(visit, item)


@require_http_methods(["GET", "POST"])
@_with_visit
def question(visit: _Visit, name: str) -> HttpResponse:
    """Show one question; a POST saves its answer at once and goes on."""
    item = next((each for each in visit.asked.filled.questions if each.name == name), None)
    if item is None:  # not asked of this person, or not any more
        return HttpResponseRedirect(f"/n/t/{visit.token}/questions/?lang={visit.spoken}")
    return (
        _save_answer(visit, item) if visit.request.method == "POST" else _question_page(visit, item)
    )


@require_GET
@_with_visit
def end(visit: _Visit) -> HttpResponse:
    """Show all answers, to check and to change."""
    return _end_page(visit)


def _save_answer(visit: _Visit, item: QuestionItem) -> HttpResponse:
    given = _read_answer(visit.request, item)
    if not FORMS.nonce(visit.request, visit.subject):
        words = gettext("화면이 오래되었습니다. 다시 한 번 눌러 주세요.")
        return _question_page(visit, item, given, problem=words, status=409)
    answers = {item.name: given}
    try:
        filled = api.answers_save(ticket_id=visit.view.ticket.id, given=answers, now=clock.now())
    except api.AnswersWrong as error:
        words = trouble_words(item, Trouble(error.wrong[item.name]), visit.spoken)
        return _question_page(visit, item, given, problem=words, status=422)
    except QueueError as error:
        return _error_page(visit.request, error)
    # Whoever came from the end goes back there, unless the change has opened a new question.
    follows = filled.next() if "change" in visit.request.GET else filled.next(item.name)
    return HttpResponseRedirect(visit.address(follows))


def _read_answer(request: HttpRequest, item: QuestionItem) -> object:
    if "skip" in as_written(request):
        return None
    if item.kind is QuestionKind.MULTIPLE:
        return read(request, AnsweredMany).a
    return read(request, Answered).a


def _question_page(
    visit: _Visit, item: QuestionItem, given: object = None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    filled, spoken = visit.asked.filled, visit.spoken
    names = [each.name for each in filled.questions]
    before = filled.before(item.name)
    written = given if problem else filled.answers.get(item.name, item.default)
    context = visit.around() | {
        "item": item,
        "label": questionnaires.words_in(item.label, spoken),
        "hint": questionnaires.words_in(item.hint, spoken),
        "section": questionnaires.words_in(item.section, spoken),
        "notes": [
            questionnaires.words_in(note.label, spoken) for note in filled.notes_before(item.name)
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


def _choices(item: QuestionItem, written: object, spoken: str) -> list[tuple[str, str, bool]]:
    chosen = written if isinstance(written, list) else [written]
    return [
        (each.name, questionnaires.words_in(each.label, spoken), each.name in chosen)
        for each in item.choices
    ]


def _end_page(visit: _Visit) -> HttpResponse:
    filled, spoken = visit.asked.filled, visit.spoken
    missing = filled.next()
    lines = [
        {
            "label": questionnaires.words_in(each.label, spoken),
            "answer": answer_words(each, filled.answers.get(each.name), spoken),
            "change": visit.address(each, "&change=1"),
        }
        for each in filled.questions
    ]
    context = visit.around() | {
        "lines": lines,
        "notes": [questionnaires.words_in(note.label, spoken) for note in filled.notes_before("")],
        "complete": missing is None,
        "go_on": visit.address(missing),
    }
    return page(visit.request, "ticket_pages/questions_end.html", context)


# What is to be mended in a form, in words that stand beside each field.


def wrong_of(given: Mapping[str, str], plan: QueuePlan, *, ahead: bool = False) -> dict[str, str]:
    """Say what to mend, by field, in the order of the form. ``ahead``: it books a slot."""
    found = {
        "slot": _slot(given.get("slot", "")) if ahead else "",
        "party": _party(given["party"], plan.party_most),
        "need": "" if given["need"] in {"", *plan.needs} else gettext("목록에서 선택해 주세요."),
        "phone": _phone(given["phone"], needed=ahead),
    }
    return {field: words for field, words in found.items() if words}


def _slot(slot: str) -> str:
    return "" if slot else gettext("방문 시각을 선택해 주세요.")


def _party(party: str, most: int) -> str:
    if is_number(party) and 1 <= int(party) <= most:
        return ""
    return gettext("인원을 1부터 %(most)d까지의 숫자로 적어 주세요.") % {"most": most}


def _phone(phone: str, *, needed: bool) -> str:
    try:
        known = phone_of(phone[:24])
    except ValidationError:
        known = None
    if known or not (phone or needed):
        return ""
    if needed:
        return gettext("휴대전화 번호를 적어 주세요. 예: 010-0000-0042")
    return gettext("휴대전화 번호를 다시 확인해 주세요. 예: 010-0000-0042. 적지 않아도 됩니다.")
