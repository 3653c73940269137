"""Texts of an office's phone written as finished cases: nothing is sent, promised or reminded of.

No mayor confirmed these answers here, so no draft and no confirmation is made up: a case is born
closed, with one line of history that says so.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from townline.casework.cases import api as cases, api as cases_api
from townline.casework.cases.api import (
    CaseState,
    Remark,
    hints,
    promise_columns,
    subject,
    thanks_words,
)
from townline.casework.cases.models import Case
from townline.casework.cases.settings import Cases
from townline.casework.importing.rules import Role, TextExchange, pair_texts
from townline.casework.importing.services.growing import Grown, grow, grown_of
from townline.casework.importing.services.old_text import OldText, TextRows
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import HistorySender
from townline.platform.core import district
from townline.platform.core.database import rows
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.departments import api as departments


# Service and department of an imported case, from the words of its texts.
@dataclass(frozen=True, slots=True)
class Sorted:
    """Codes of a service and a department, or None where the texts do not tell."""

    service: str | None = None
    department: str | None = None


class Sorter:
    """Sorts one matter after the other; reads the directory once."""

    def __init__(self) -> None:
        self._owner = {s.service_code: s.department_id for s in departments.services()}
        self._names = [
            (name, office.code)
            for office in departments.departments()
            if office.kind == "department"
            for name in (office.name_ko, office.name_en)
        ]

    def sort(self, matter: TextExchange[OldText]) -> Sorted:
        """Go by the office's own table, else by hint words and by the department that signed.

        Hint words of several services count only if one of them is that department's.
        """
        given = [text.service for text in matter.said if text.service in self._owner]
        if given:
            return Sorted(given[0], self._owner[given[0]])
        incoming = " ".join(text.body for text in matter.said if not text.outgoing)
        hinted = cases.services_in(incoming, hints()) & self._owner.keys()
        signed = self._signed(text.body for text in matter.said if text.outgoing)
        theirs = {code for code in hinted if self._owner[code] == signed}
        service = _only(theirs if signed else hinted)
        return Sorted(service, signed or (self._owner[service] if service else None))

    def _signed(self, bodies: Iterable[str]) -> str | None:
        """Name the only department that our words name."""
        full_text = "\n".join(bodies)
        return _only({code for name, code in self._names if name and name in full_text})


def _only(codes: Iterable[str]) -> str | None:
    found = sorted(codes)
    return found[0] if len(found) == 1 else None


TRANSPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of some matters: new cases, those of them with an answer, and texts.

    ``known``: texts that had been brought along before; ``more``: new ones of cases that were.
    ``unsorted``: new cases whose service nobody could tell.
    """

    cases: int = 0
    answered: int = 0
    unsorted: int = 0
    texts: int = 0
    known: int = 0
    more: int = 0
    photos: int = 0


def texts_paired(
    texts: Iterable[OldText], *, window: dt.timedelta
) -> tuple[list[TextExchange[OldText]], list[OldText]]:
    """Put one number's texts, in order of time, into matters; and those out that answer nothing."""
    words = thanks_words()

    def is_thanks(text: OldText) -> bool:
        return not text.photos and cases_api.is_only_thanks(text.body, words)

    return pair_texts(texts, window=window, is_thanks=is_thanks)


@crypto.hold_ring()
@transaction.atomic
def texts_import(
    *,
    exchanges: Sequence[TextExchange[OldText]],
    destination_addr: str,
    actor: audit.Actor,
    now: dt.datetime,
    dry_run: bool = False,
) -> Imported:
    """Write matters as finished cases marked ``imported``, in one transaction.

    A text that is there already is not written again; new texts of a matter of which some are
    there go to its case. No event is emitted, no text is queued, STOP is a word like any other.
    ``dry_run`` only counts.
    """
    keys = [text.key for matter in exchanges for text in matter.said]
    known = conversations.history_known(transport=TRANSPORT, keys=keys)
    fresh = [m for m in exchanges if not any(text.key in known for text in m.said)]
    grown = grown_of(exchanges, known)
    work = _Import(actor, now, fresh)
    counts = work.counts(grown, len(known))
    if not dry_run and (fresh or grown):
        work.write(grown, destination_addr)
    return counts


@dataclass
class _Import:
    actor: audit.Actor
    now: dt.datetime
    fresh: Sequence[TextExchange[OldText]]
    cases: list[Case] = field(default_factory=list)
    entries: list[audit.AuditEntry] = field(default_factory=list)

    def __post_init__(self) -> None:
        sorter = Sorter()
        self._sorted = {id(one): sorter.sort(one) for one in self.fresh}

    def counts(self, grown: Sequence[Grown], known: int) -> Imported:
        more = [text for one in grown for text in one.fresh]
        texts = [text for matter in self.fresh for text in matter.said]
        return Imported(
            cases=len(self.fresh),
            answered=sum(matter.answer is not None for matter in self.fresh),
            unsorted=sum(one.service is None for one in self._sorted.values()),
            texts=len(texts),
            known=known,
            more=len(more),
            photos=sum(bool(p.sha256) for text in texts + more for p in text.photos),
        )

    def write(self, grown: Sequence[Grown], destination_addr: str) -> None:
        """Write all rows; the ids of texts rise with their moments."""
        all_texts = [t for m in self.fresh for t in m.said]
        all_texts += [t for one in grown for t in one.fresh]
        incoming = sorted((t for t in all_texts if not t.outgoing), key=lambda text: text.at)
        ids = conversations.history_reserve(
            senders=_senders(incoming),
            incoming=len(incoming),
            outgoing=len(all_texts) - len(incoming),
        )
        texts = TextRows(ids, incoming)
        case_ids = rows.ids_take(Case, len(self.fresh))
        for matter, case_id in zip(self.fresh, case_ids, strict=True):
            self._begin(matter, case_id, texts)
        self.entries += grow(grown, texts, actor=self.actor, now=self.now)
        conversations.history_import(
            transport=TRANSPORT,
            destination_addr=destination_addr,
            residents=ids.residents,
            incoming=texts.incoming,
            outgoing=texts.outgoing,
        )
        Case.objects.bulk_create(self.cases)
        audit.record_many(self.entries)

    def _begin(self, matter: TextExchange[OldText], case_id: int, texts: TextRows) -> None:
        case = self._case(matter, case_id, texts)
        case.last_incoming_id = texts.add(matter.roles(), subject(case_id), case.resident_id)
        self.cases.append(case)
        self.entries.append(
            audit.AuditEntry(
                subject=subject(case_id),
                event=Remark.IMPORT,
                actor=self.actor,
                at=self.now,
                to_state=case.state,
                data={"texts": len(matter.said)},
            )
        )

    def _case(self, matter: TextExchange[OldText], case_id: int, texts: TextRows) -> Case:
        data = district.current()
        incoming = [text for text in matter.said if not text.outgoing]
        first, last = incoming[0], matter.said[-1]
        language = _language(incoming)
        about = self._sorted[id(matter)]
        case = Case(
            id=case_id,
            code=cases_api.case_code(
                data.part(Cases).case_code_prefix, first.at.astimezone(data.zone), case_id
            ),
            state=CaseState.CLOSED,
            resident_id=texts.resident(first.number),
            title=_title(first, language),
            preview=first.body[:160],
            language=language,
            service_id=about.service,
            department_id=about.department,
            unread=False,
            opened_at=first.at,
            first_text_at=first.at,
            last_text_at=incoming[-1].at,
            finished_at=last.at,
            updated_at=self.now,
            imported=True,
            **promise_columns(first.at) | {"next_reminder_at": None},
        )
        set_answered(case, matter.roles())
        return case


def set_answered(case: Case, roles: Iterable[tuple[OldText, Role]]) -> None:
    """Note when a case was first answered, and finally."""
    for text, role in roles:
        if role in {Role.INTERIM, Role.ANSWER}:
            case.first_answer_at = case.first_answer_at or text.at
        if role is Role.ANSWER:
            case.answered_at = text.at


def _senders(incoming: Sequence[OldText]) -> list[HistorySender]:
    return [
        HistorySender(number=text.number, language=_language([text]), first_at=text.at)
        for text in incoming
    ]


def _language(texts: Sequence[OldText]) -> str:
    return conversations.language_guess(" ".join(text.body for text in texts))


def _title(text: OldText, language: str) -> str:
    return cases_api.title_from(text.body, photos=len(text.photos), language=language)
