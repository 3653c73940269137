"""All texts of a case, in order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from townline.casework.cases.models import Case, SharedAnswer
from townline.casework.cases.ports import IS_HANDLED
from townline.casework.cases.rules import CaseState, ThanksWords, subject
from townline.casework.cases.rules.thread import is_aside
from townline.casework.cases.selectors.codes import survivors
from townline.casework.cases.selectors.lists import visible
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.settings import Vocabulary
from townline.platform.core.text.line_words import group_words
from townline.platform.departments.api import Viewer


def thread_of(case_id: int, *, shared: bool = True) -> list[ThreadText]:
    """Give a case's texts, with answers that lie in another case and answered this one too.

    ``shared``: whether there may be such answers.
    """
    thread = conversations.thread(subject(case_id))
    elsewhere = SharedAnswer.objects.filter(case=case_id) if shared else SharedAnswer.objects.none()
    ids = list(elsewhere.values_list("outgoing_text_id", flat=True))
    if not ids:
        return thread
    texts = [*thread, *conversations.outgoing_texts(ids)]
    return sorted(texts, key=lambda text: (text.at, text.direction, text.id))


def talk(texts: Iterable[ThreadText]) -> list[ThreadText]:
    """Leave out of a thread what the line handles by itself."""
    return [text for text in texts if not is_aside(text, IS_HANDLED.value)]


def thanks_words() -> ThanksWords:
    """Read the district's words of thanks."""
    return district.derive(_thanks_words)


def _thanks_words(settings: district.Settings) -> ThanksWords:
    return ThanksWords(
        thanks=frozenset(group_words(settings, "thanks")),
        fillers=frozenset(group_words(settings, "thanks_fillers")),
        emoji=settings.part(Vocabulary).words.thanks_emoji,
    )


# Cases as rooms above put several of them under one thing; without sight of who looks.


@dataclass(frozen=True, slots=True)
class Brief:
    """A case by its keys."""

    id: int
    code: str
    resident_id: int
    language: str
    private: bool


_COLUMNS = ("id", "code", "resident_id", "language", "private")


def _briefs(rows: QuerySet[Case]) -> list[Brief]:
    return [Brief(*row) for row in rows.values_list(*_COLUMNS)]


def cases_held(codes: Iterable[str], viewer: Viewer) -> list[Brief]:
    """Lock the cases that codes stand for today, in the order of their ids.

    What the viewer does not see, and what nobody knows, is left out.
    """
    wanted = list(codes)
    seen = visible(viewer).filter(id__in=survivors(wanted))
    return _briefs(seen.select_for_update(of=("self",), no_key=True).order_by("id"))


def cases_brief(ids: Iterable[int]) -> list[Brief]:
    """Give those of these cases that go on (were not merged), in the order of their ids."""
    rows = Case.objects.filter(id__in=list(ids)).exclude(state=CaseState.MERGED)
    return _briefs(rows.order_by("id"))


def cases_of(resident_id: int) -> list[int]:
    """Give the ids of a resident's cases."""
    return list(Case.objects.filter(resident=resident_id).values_list("id", flat=True))


# Cases that one answer answers together.


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A case that is answered with another one, as the other's page names it."""

    code: str
    title: str
    department: str | None


def members_of(case_id: int) -> list[Member]:
    """Give the cases that a case's answer answers too, by code; one query."""
    found = Case.objects.filter(bundled_into=case_id, state=CaseState.BUNDLED).order_by("code")
    return [Member(code=c.code or "", title=c.title, department=c.department_id) for c in found]


def lead_of(case_id: int) -> str:
    """Give the code of the case whose answer answers this one too; "" when it has its own."""
    found = Case.objects.filter(id=case_id, state=CaseState.BUNDLED)
    return found.values_list("bundled_into__code", flat=True).first() or ""
