"""The same complaint of the same resident, again: counted for the person who decides.

An occasion is what was said until an answer was notified; within one case each later one is the
same matter, because a text about another one opens its own case. Nothing is decided here.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import Q, QuerySet, Value

from townline.casework.cases import api as cases_api
from townline.casework.cases.api import (
    CaseEvent,
    CaseRow,
    CaseState,
    ComplaintTopic,
    Detail,
    Remark,
    fold_words,
    hints,
    is_only_thanks,
    places_in,
    row_of,
    subject,
    talk,
    thanks_words,
    visible,
)
from townline.casework.cases.models import Case
from townline.casework.classification.settings import Sorting
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import TextKind, ThreadText
from townline.platform.core import district
from townline.platform.core.database.prepared import prepare_query
from townline.platform.core.history import audit
from townline.platform.departments.api import Viewer

_OTHERS = 5
_CASES = 20  # the latest of a resident; who wrote more often is known to everybody
_NOTIFIED = {"submitted", "delivered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One time it was said. ``answered_at``: when an answer to it was notified, or None."""

    case_id: int
    code: str
    at: dt.datetime
    words: str
    answered_at: dt.datetime | None
    texts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """How often the same was said (this time included) and answered, latest first.

    ``new_facts``: why a person said that this case tells something new, or "".
    """

    occasions: tuple[Occasion, ...]
    needed: tuple[int, int]
    new_facts: str

    @property
    def complaints(self) -> int:
        return len(self.occasions)

    @property
    def answers(self) -> int:
        return sum(occasion.answered_at is not None for occasion in self.occasions)

    @property
    def may_close(self) -> bool:
        """Whether the law lets a person close it: so many complaints, so many answers."""
        return self.complaints >= self.needed[0] and self.answers >= self.needed[1]


def repeats_of(
    *, case: Case, thread: Sequence[ThreadText], cases: Sequence[Case] | None = None
) -> Repeats:
    """Count how often a case's resident said the same.

    ``cases`` as ``resident_cases`` gives them, if they are at hand. Four queries at most.
    """
    if cases is None:
        since = _since(case.first_text_at)
        until = _mine(resident=case.resident_id, case=case.id, since=since)
        cases = sorted(until, key=lambda one: one.id)
    threads = {subject(case.id): talk(thread)}
    if others := [subject(one.id) for one in cases if one.id != case.id]:
        threads |= {key: talk(of) for key, of in conversations.thread_many(others).items()}
    mine = matter_of(case, threads[subject(case.id)])
    alike = [
        one
        for one in cases
        if one.id == case.id
        or cases_api.is_same(mine, matter_of(one, threads[subject(one.id)]), hints())
    ]
    counted = {one.id: occasions(one, threads[subject(one.id)]) for one in _since_new_facts(alike)}
    found = _complaints(counted)
    facts = next((one.new_facts.reason for one in cases if one.id == case.id and _has(one)), "")
    limits = district.part(Sorting).repeats
    return Repeats(
        occasions=tuple(sorted(found, key=lambda o: o.at, reverse=True)),
        needed=(limits.complaints, limits.answers),
        new_facts=facts,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentCases:
    """Of one resident: the other cases that one may see, newest first; those up to one of them."""

    others: list[CaseRow]
    until: list[Case]


def resident_cases(*, detail: Detail, viewer: Viewer) -> ResidentCases:
    """Give what else the resident of a case wrote; one query."""
    row = detail.row
    found = prepare_query(
        ("cases of a resident", viewer),
        partial(_with_others, viewer),
        resident=detail.resident_id,
        case=row.id,
        since=_since(row.first_text_at),
    )
    parts: dict[str, list[Case]] = {"others": [], "until": []}
    for case in found:
        parts[case.part].append(case)  # type: ignore[attr-defined] # which it was asked as
    others = [row_of(case, row.sender_masked) for case in parts["others"]]
    return ResidentCases(others=others, until=sorted(parts["until"], key=lambda one: one.id))


def _since(at: dt.datetime) -> dt.datetime:
    return at - district.part(Sorting).repeats.within


def _with_others(viewer: Viewer, *, resident: int, case: int, since: dt.datetime) -> QuerySet[Case]:
    # Of the same columns as the others.
    mine = visible(viewer).filter(resident=resident).select_related("new_facts", "group__lead")
    others = (
        mine.exclude(id=case).exclude(state=CaseState.MERGED).order_by("-last_text_at")[:_OTHERS]
    )
    until = _mine(resident=resident, case=case, since=since)
    return others.annotate(part=Value("others")).union(
        until.annotate(part=Value("until")), all=True
    )


def _mine(*, resident: int, case: int, since: dt.datetime) -> QuerySet[Case]:
    mine = Case.objects.filter(resident=resident, last_text_at__gte=since, id__lte=case)
    # What few may know is not told beside another case of the same resident.
    mine = mine.filter(Q(private=False) | Q(id=case))
    mine = mine.exclude(state=CaseState.MERGED).select_related("new_facts", "group__lead")
    return mine.order_by("-last_text_at")[:_CASES]


def _has(case: Case) -> bool:
    return hasattr(case, "new_facts")


def _since_new_facts(cases: list[Case]) -> list[Case]:
    """Leave out what came before the last case of which a person said that it is new."""
    starts = [at for at, case in enumerate(cases) if _has(case)]
    return cases[starts[-1] :] if starts else cases


# Events of a case that a text of its resident brings about; a rating, a word of thanks or the
# reply to a follow-up leaves none of them.
_SPOKE = frozenset(
    {
        Remark.OPEN,
        CaseEvent.JOIN.tag,
        CaseEvent.REOPEN.tag,
        CaseEvent.REPLY.tag,
        CaseEvent.REPLY_UNASSIGNED.tag,
    }
)
_MOVED_IN = frozenset({Remark.MERGE_IN, Remark.MOVE_IN})


def _complaints(counted: dict[int, list[Occasion]]) -> list[Occasion]:
    """Leave out what was said after an answer without complaining again; one query if needed."""
    later = [key for key, found in counted.items() if len(found) > 1]
    spoke: set[object] = set()
    for line in audit.history_of(subject(key) for key in later) if later else ():
        if line.event in _SPOKE:
            spoke.add(line.data.get("text"))
        elif line.event in _MOVED_IN:
            spoke.update(line.data.get("texts", ()))
    return [
        occasion
        for found in counted.values()
        for nth, occasion in enumerate(found)
        if nth == 0 or spoke.intersection(occasion.texts)
    ]


def matter_of(case: Case, thread: Iterable[ThreadText]) -> ComplaintTopic:
    """Say what a case is about, by what its resident wrote, and the place by its title too."""
    words = " ".join(text.body for text in thread if text.direction == "in")
    return matter(words, case.service_id, title=case.title)


def matter(words: str, service: str | None, *, title: str = "") -> ComplaintTopic:
    """Part words into places and the rest."""
    places = places_in(f"{words} {title}")
    for place in places:
        for name in filter(None, (place.name_ko, place.name_en)):
            words = words.replace(name, " ")
    return ComplaintTopic(
        words=words, places=frozenset(fold_words(p.name_ko) for p in places), service=service
    )


def occasions(case: Case, thread: Sequence[ThreadText]) -> list[Occasion]:
    """Cut a thread into the times that something was said, each up to its notified answer."""
    found: list[Occasion] = []
    texts: list[ThreadText] = []
    for text in thread:
        if text.direction == "in" and not is_only_thanks(text.body, thanks_words()):
            texts.append(text)
        elif texts and _is_notified(text):
            found.append(_occasion(case, texts, text.accepted_at))
            texts = []
    return [*found, _occasion(case, texts, None)] if texts else found


def _is_notified(text: ThreadText) -> bool:
    return text.kind == TextKind.ANSWER and text.state in _NOTIFIED


def _occasion(case: Case, texts: Sequence[ThreadText], answered: dt.datetime | None) -> Occasion:
    return Occasion(
        case_id=case.id,
        code=case.code or "",
        at=texts[0].at,
        words=texts[0].body,
        answered_at=answered,
        texts=tuple(text.id for text in texts),
    )
