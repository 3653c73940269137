"""Tells what happened as steps of a case: who read it, asked, wrote, confirmed, closed."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from townline.casework.cases.api import CaseEvent, Kind
from townline.casework.importing.api import (
    CaseStep,
    Confirmed,
    Drafted,
    HistoryCase,
    Moved,
    Noted,
    QuestionStep,
    ReceivedStep,
    Retitled,
    Submitted,
)
from townline.demo.stories import pace
from townline.demo.stories.casting import Office, Residents
from townline.demo.stories.choosing import Happening
from townline.demo.stories.scenarios import Material
from townline.demo.stories.timeline import in_order
from townline.demo.stories.wording import Filler
from townline.platform.core.history.audit import Actor

SENT_BACK = 0.05
MISROUTED = 0.03
NOTED = 0.25
_CLOSES_BY_ITSELF = dt.timedelta(days=14)
_CLOSED_WITHOUT_THANKS = dt.timedelta(days=7)


@dataclass
class Telling:
    """One case being told; ``steps`` are in the order in which they happened."""

    happening: Happening
    number: str
    fill: Filler
    department: str
    clerk: Actor
    officer: Actor
    steps: list[CaseStep] = field(default_factory=list)

    @property
    def last(self) -> dt.datetime:
        return self.steps[-1].at

    def text(self, name: str, at: dt.datetime) -> str:
        return self.fill(self.happening.scenario[name] or "", at)


class Teller:
    """Tells happenings in order of time; nothing happens after ``until``."""

    def __init__(
        self,
        material: Material,
        office: Office,
        residents: Residents,
        rng: random.Random,
        until: dt.datetime,
    ) -> None:
        self._words, self._office, self._residents = material.staff_words, office, residents
        self._rng, self._until = rng, until

    def tell(self, happening: Happening) -> HistoryCase | None:
        """Tell one case from the first text to where it stands now.

        None where the office has no hours for it before the end.
        """
        telling, scenario = self._begin(happening), happening.scenario
        dismissed = scenario["outcome"] == "dismissed"
        end = self._dismissed(telling) if dismissed else self._answered(telling)
        if end is None:
            return None
        self._residents.closed(telling.number, scenario.lang, end)
        return HistoryCase(
            name=scenario.id,
            number=telling.number,
            language=scenario.lang,
            steps=in_order(telling.steps, self._until),
        )

    def _begin(self, happening: Happening) -> Telling:
        scenario, place, at = happening.scenario, happening.place, happening.at
        name = place.name_en if scenario.lang == "en" else place.name_ko
        department = self._office.answering(scenario.service, scenario["answer"] or "")
        # Of its own: what is written changes no moment.
        words = random.Random(self._rng.random())  # noqa: S311 -- a demonstration
        telling = Telling(
            happening=happening,
            number=self._residents.writer(at, scenario.lang),
            fill=Filler(scenario.lang, name, at, words),
            department=department,
            clerk=self._office.clerk(scenario.lang),
            officer=self._office.officer(department),
        )
        telling.steps.append(ReceivedStep(at=at, body=telling.text("text", at)))
        return telling

    def _dismissed(self, telling: Telling) -> dt.datetime | None:
        scenario, first = telling.happening.scenario, telling.happening.at
        over = first + pace.hours(scenario.handling_hours)
        at = pace.finish_by_day(over, self._rng, since=first, until=self._until)
        if at is None:
            return None
        telling.steps += [
            Retitled(at=at - pace.SOON, actor=telling.clerk, title=telling.text("title", at)),
            Moved(at=at, actor=telling.clerk, event=CaseEvent.DISMISS, reason=scenario["reason"]),
        ]
        return at

    def _answered(self, telling: Telling) -> dt.datetime | None:
        scenario, first = telling.happening.scenario, telling.happening.at
        times = pace.plan(
            first,
            scenario.handling_hours,
            until=self._until,
            interim=bool(scenario["interim"]),
            rng=self._rng,
        )
        if times is None:
            return None
        self._assign(telling, times.first_word)
        self._look_into(telling, times.first_word)
        earlier = self._earlier(telling, times.answer)
        if times.interim is not None:
            telling.steps += [text for text in earlier if text.at < times.interim]
            self._write_interim(telling, times.interim)
            earlier = [text for text in earlier if text.at >= times.interim]
        telling.steps += earlier
        self._write_answer(telling, times.answer)
        return self._afterwards(telling, times.answer)

    def _earlier(self, telling: Telling, answered: dt.datetime) -> list[ReceivedStep]:
        """Give the resident's later texts that came before the answer, in order of time."""
        found = [
            ReceivedStep(at=at, body=telling.fill(later["text"], at), thanks=later["thanks"])
            for later, at in self._later(telling, answered)
            if at <= answered
        ]
        return sorted(found, key=lambda step: step.at)

    def _later(
        self, telling: Telling, answered: dt.datetime
    ) -> Iterator[tuple[dict[str, Any], dt.datetime]]:
        scenario, first = telling.happening.scenario, telling.happening.at
        for later in scenario["followups"]:
            at = pace.later(first, answered, scenario.handling_hours, later["after_hours"])
            yield later, at

    def _assign(self, telling: Telling, before: dt.datetime) -> None:
        """Sort a case into its department, sometimes after a wrong one."""
        scenario, first = telling.happening.scenario, telling.happening.at
        at = pace.sorted_at(first, before, self._rng)
        clerk = telling.clerk
        title = telling.text("title", at)
        telling.steps.append(Retitled(at=at - pace.SOON, actor=clerk, title=title))
        if self._rng.random() < MISROUTED:
            wrong = self._office.other(telling.department)
            right = self._office.departments[telling.department].name_ko
            reason = self._rng.choice(self._words["misroute"]).format(department=right)
            back = pace.by_day(at, before, 0.15)
            telling.steps += [
                Moved(at=at, actor=clerk, event=CaseEvent.ASSIGN, department=wrong),
                Moved(
                    at=back,
                    actor=self._office.officer(wrong),
                    event=CaseEvent.MISROUTE,
                    reason=reason,
                ),
            ]
            at = pace.by_day(back, before, 0.1)
        telling.steps.append(
            Moved(
                at=at,
                actor=clerk,
                event=CaseEvent.ASSIGN,
                department=telling.department,
                service=scenario.service,
                assignee=telling.officer.id,
            )
        )

    def _look_into(self, telling: Telling, before: dt.datetime) -> None:
        if self._rng.random() < NOTED:
            body = self._rng.choice(self._words["notes"])
            at = pace.by_day(telling.last, before, 0.1)
            telling.steps.append(Noted(at=at, actor=telling.officer, body=body))
        question = telling.happening.scenario["question"]
        if question:
            question_at = pace.by_day(telling.last, before, 0.15)
            replied = pace.between(question_at, before, self._rng.uniform(0.1, 0.4))
            telling.steps += [
                QuestionStep(
                    at=question_at,
                    actor=telling.officer,
                    body=telling.fill(question["body"], question_at),
                ),
                ReceivedStep(at=replied, body=telling.fill(question["reply"], replied)),
            ]

    def _write_interim(self, telling: Telling, at: dt.datetime) -> None:
        interim = telling.happening.scenario["interim"]
        draft = Drafted(
            at=pace.by_day(telling.last, at, 0.7),
            actor=telling.officer,
            body=telling.fill(interim["body"], at),
            kind=Kind.INTERIM,
            next_due_at=pace.evening(telling.happening.at, interim["next_due_days"]),
        )
        self._submit(telling, draft, at)

    def _write_answer(self, telling: Telling, at: dt.datetime) -> None:
        scenario = telling.happening.scenario
        declined = scenario["outcome"] == "declined"
        draft = Drafted(
            at=pace.by_day(telling.last, at, self._rng.uniform(0.62, 0.74)),
            actor=telling.officer,
            body=telling.text("answer", at),
            kind=Kind.DECLINE if declined else Kind.ANSWER,
            reason=telling.text("reason", at),
            remedy=telling.text("remedy", at),
        )
        if self._rng.random() < SENT_BACK and "." in draft.body:
            draft = self._sent_back(telling, draft, at)
        self._submit(telling, draft, at)

    def _sent_back(self, telling: Telling, draft: Drafted, at: dt.datetime) -> Drafted:
        """Let the mayor return a first, shorter wording; give the second draft."""
        submitted = pace.by_day(draft.at, at, 0.3)
        back = pace.by_day(submitted, at, 0.4)
        telling.steps += [
            replace(draft, body=pace.shorten(draft.body)),
            Submitted(at=submitted, actor=telling.officer),
            Moved(
                at=back,
                actor=self._office.mayor,
                event=CaseEvent.SEND_BACK,
                reason=self._rng.choice(self._words["send_back"]),
            ),
        ]
        return replace(draft, at=pace.by_day(back, at, 0.4))

    def _submit(self, telling: Telling, draft: Drafted, at: dt.datetime) -> None:
        telling.steps += [
            draft,
            Submitted(at=pace.by_day(draft.at, at, 0.5), actor=telling.officer),
            Confirmed(at=at, actor=self._office.mayor),
        ]

    def _afterwards(self, telling: Telling, answered: dt.datetime) -> dt.datetime:
        """Tell the later texts and the end; return from when on a new text is a new case."""
        last, thanked, closed = answered, False, None
        later_texts = sorted(self._later(telling, answered), key=lambda pair: pair[1])
        for later, at in later_texts:
            if not answered < at <= self._until or closed:
                continue
            if not later["thanks"]:
                closed = self._reopened(telling, later["text"], at)
                continue
            telling.steps.append(
                ReceivedStep(at=at, body=telling.fill(later["text"], at), thanks=True)
            )
            last, thanked = at, True
        return closed or self._closed(telling, last, thanked=thanked)

    def _reopened(self, telling: Telling, text: str, at: dt.datetime) -> dt.datetime | None:
        """Reopen, answer by telephone, and close; leave it out when that could not be over yet."""
        called = pace.awake(at + pace.hours(self._rng.uniform(1.5, 20)), self._rng)
        end = called + 12 * pace.MINUTE
        if end > self._until:
            return None
        note = self._rng.choice(self._words["phone_note"])
        telling.steps += [
            ReceivedStep(at=at, body=telling.fill(text, at)),
            Noted(at=called, actor=telling.officer, body=note),
            Moved(
                at=end,
                actor=self._office.head(telling.department),
                event=CaseEvent.DISMISS,
                reason=self._rng.choice(self._words["phone_close"]),
            ),
        ]
        return end

    def _closed(self, telling: Telling, last: dt.datetime, *, thanked: bool) -> dt.datetime:
        by_itself = last + _CLOSES_BY_ITSELF
        if telling.happening.scenario["outcome"] == "closed":
            wait = pace.hours(self._rng.uniform(1, 9)) if thanked else _CLOSED_WITHOUT_THANKS
            at, actor = pace.awake(last + wait, self._rng), telling.officer
            step = Moved(at=at, actor=actor, event=CaseEvent.CLOSE)
        else:
            at = by_itself + pace.SOON
            step = Moved(at=at, event=CaseEvent.CLOSE)
        if at > self._until:
            return by_itself
        telling.steps.append(step)
        return at
