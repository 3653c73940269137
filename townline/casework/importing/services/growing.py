"""A later export of the same phone: what is new in a matter goes to the case that it is."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from townline.casework.cases.api import FINISHED, Remark, case_id_of, subject
from townline.casework.cases.models import Case
from townline.casework.importing.rules import Role, TextExchange
from townline.casework.importing.services.old_text import OldText, TextRows
from townline.platform.core.history import audit
from townline.platform.core.personal_data import persons


@dataclass(frozen=True, slots=True)
class Grown:
    """A matter of which some texts lie in a case already; ``fresh`` are the others."""

    case_id: int
    matter: TextExchange[OldText]
    fresh: list[OldText]

    @classmethod
    def of(cls, matter: TextExchange[OldText], known: Mapping[str, str]) -> "Grown | None":
        """Find what is new; None where nothing is known of it, or all."""
        fresh = [text for text in matter.said if text.key not in known]
        if not fresh or len(fresh) == len(matter.said):
            return None
        reference = next(known[text.key] for text in matter.said if text.key in known)
        case_id = case_id_of(reference)
        return None if case_id is None else cls(case_id, matter, fresh)

    def roles(self) -> Iterator[tuple[OldText, Role]]:
        new = {id(text) for text in self.fresh}
        return (pair for pair in self.matter.roles() if id(pair[0]) in new)


def grown_of(exchanges: Iterable[TextExchange[OldText]], known: Mapping[str, str]) -> list[Grown]:
    """Find what is new in matters that are there already. What was erased does not grow again."""
    grown = [one for matter in exchanges if (one := Grown.of(matter, known))]
    ids = {one.case_id for one in grown}
    alive = Case.objects.filter(id__in=ids).exclude(title=persons.WORDS)
    alive_ids = set(alive.values_list("id", flat=True))
    return [one for one in grown if one.case_id in alive_ids]


def grow(
    grown: Sequence[Grown], texts: TextRows, *, actor: audit.Actor, now: dt.datetime
) -> list[audit.AuditEntry]:
    """Put new texts with the cases of their matters; gives the lines of history."""
    wanted = sorted({one.case_id for one in grown})
    locked = Case.objects.select_for_update(no_key=True).filter(id__in=wanted).order_by("id")
    cases = {case.id: case for case in locked}
    for one in grown:
        _take(one, cases[one.case_id], texts)
    changed = ["last_text_at", "last_incoming_id", "finished_at", "updated_at"]
    changed += ["first_answer_at", "answered_at"]
    Case.objects.bulk_update(cases.values(), changed)
    return [_line(one, actor, now) for one in grown]


def _take(one: Grown, case: Case, texts: TextRows) -> None:
    last_id = texts.add(one.roles(), subject(case.id), case.resident_id)
    if not case.imported or case.state not in FINISHED:
        return  # people have gone on with it: an old text must not change what they see
    for text, role in one.roles():
        if role is Role.HEARD and text.at >= case.last_text_at:
            case.last_incoming_id, case.last_text_at = last_id, text.at
        if role in {Role.INTERIM, Role.ANSWER}:
            case.first_answer_at = min(case.first_answer_at or text.at, text.at)
        if role is Role.ANSWER:
            case.answered_at = text.at
    last_at = one.matter.said[-1].at
    case.finished_at = max(case.finished_at or last_at, last_at)


def _line(one: Grown, actor: audit.Actor, now: dt.datetime) -> audit.AuditEntry:
    return audit.AuditEntry(
        subject=subject(one.case_id),
        event=Remark.IMPORT_MORE,
        actor=actor,
        at=now,
        data={"texts": len(one.fresh)},
    )
