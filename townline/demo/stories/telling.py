"""Tells what happened as steps of a case: who read it, asked, wrote, confirmed, closed."""

import datetime as dt
import random
from dataclasses import dataclass, field

from townline.casework.cases.api import Event, Kind
from townline.casework.importing.api import (
    Asked,
    Confirmed,
    Drafted,
    Heard,
    HistoryCase,
    Moved,
    Noted,
    Retitled,
    Step,
    Submitted,
)
from townline.demo.stories import pace
from townline.demo.stories.casting import Office, Residents
from townline.demo.stories.choosing import Happening
from townline.demo.stories.scenarios import Material
from townline.demo.stories.wording import Filler
from townline.platform.core.history.audit import Actor

SENT_BACK = 0.05
MISROUTED = 0.03
NOTED = 0.25
_CLOSES_BY_ITSELF = dt.timedelta(days=14)
_CLOSED_WITHOUT_THANKS = dt.timedelta(days=7)


@dataclass
class Telling:
    """One case being told; ``steps`` grow in order of time."""

    happening: Happening
    number: str
    fill: Filler
    department: str
    clerk: Actor
    officer: Actor
    steps: list[Step] = field(default_factory=list)

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

    def tell(self, happening: Happening) -> HistoryCase:
        """Tell one case from the first text to where it stands now."""
        telling = self._begin(happening)
        if happening.scenario["outcome"] == "dismissed":
            end = self._dismissed(telling)
        else:
            end = self._answered(telling)
        lang = happening.scenario.lang
        self._residents.closed(telling.number, lang, end)
        steps = tuple(sorted(telling.steps, key=lambda step: step.at))
        return HistoryCase(number=telling.number, language=lang, steps=steps)

    def _begin(self, happening: Happening) -> Telling:
        scenario, place, at = happening.scenario, happening.place, happening.at
        name = place.name_en if scenario.lang == "en" else place.name_ko
        department = self._office.answering(scenario.service, scenario["answer"] or "")
        telling = Telling(
            happening=happening,
            number=self._residents.writer(at, scenario.lang),
            fill=Filler(scenario.lang, name, at, self._rng),
            department=department,
            clerk=self._office.clerk(scenario.lang),
            officer=self._office.officer(department),
        )
        telling.steps.append(Heard(at=at, body=telling.text("text", at)))
        return telling

    def _dismissed(self, telling: Telling) -> dt.datetime:
        scenario, first = telling.happening.scenario, telling.happening.at
        at = pace.awake(first + pace.hours(scenario.handling_hours), self._rng)
        at = min(at, self._until)
        telling.steps += [
            Retitled(at=at - pace.SOON, actor=telling.clerk, title=telling.text("title", at)),
            Moved(at=at, actor=telling.clerk, event=Event.DISMISS, reason=scenario["reason"]),
        ]
        return at

    def _answered(self, telling: Telling) -> dt.datetime:
        scenario, first = telling.happening.scenario, telling.happening.at
        times = pace.plan(
            first,
            scenario.handling_hours,
            until=self._until,
            interim=bool(scenario["interim"]),
            rng=self._rng,
        )
        assigned = self._assign(telling, times.first_word)
        self._look_into(telling, assigned, times.first_word)
        begun = assigned
        if times.interim is not None:
            self._write_interim(telling, begun, times.interim)
            begun = times.interim + pace.MINUTE
        self._write_answer(telling, begun, times.answer)
        return self._afterwards(telling, times.answer)

    def _assign(self, telling: Telling, before: dt.datetime) -> dt.datetime:
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
                Moved(at=at, actor=clerk, event=Event.ASSIGN, department=wrong),
                Moved(
                    at=back,
                    actor=self._office.officer(wrong),
                    event=Event.MISROUTE,
                    reason=reason,
                ),
            ]
            at = pace.by_day(back, before, 0.1)
        telling.steps.append(
            Moved(
                at=at,
                actor=clerk,
                event=Event.ASSIGN,
                department=telling.department,
                service=scenario.service,
                assignee=telling.officer.id,
            )
        )
        return at

    def _look_into(self, telling: Telling, start: dt.datetime, before: dt.datetime) -> None:
        if self._rng.random() < NOTED:
            body = self._rng.choice(self._words["notes"])
            at = pace.by_day(start, before, 0.1)
            telling.steps.append(Noted(at=at, actor=telling.officer, body=body))
        question = telling.happening.scenario["question"]
        if question:
            asked = pace.by_day(start, before, 0.2)
            replied = pace.between(asked, before, self._rng.uniform(0.1, 0.4))
            telling.steps += [
                Asked(at=asked, actor=telling.officer, body=telling.fill(question["body"], asked)),
                Heard(at=replied, body=telling.fill(question["reply"], replied)),
            ]

    def _write_interim(self, telling: Telling, begun: dt.datetime, at: dt.datetime) -> None:
        interim = telling.happening.scenario["interim"]
        begun = _after_all(telling, begun, at)
        draft = Drafted(
            at=pace.by_day(begun, at, 0.7),
            actor=telling.officer,
            body=telling.fill(interim["body"], at),
            kind=Kind.INTERIM,
            next_due_at=pace.evening(telling.happening.at, interim["next_due_days"]),
        )
        self._submit(telling, draft, at)

    def _write_answer(self, telling: Telling, begun: dt.datetime, at: dt.datetime) -> None:
        scenario = telling.happening.scenario
        declined = scenario["outcome"] == "declined"
        begun = _after_all(telling, begun, at)
        draft = Drafted(
            at=pace.by_day(begun, at, self._rng.uniform(0.62, 0.74)),
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
        back = pace.by_day(draft.at, at, 0.6)
        telling.steps += [
            _reworded(draft, draft.at, pace.shortened(draft.body)),
            Submitted(at=pace.by_day(draft.at, at, 0.3), actor=telling.officer),
            Moved(
                at=back,
                actor=self._office.mayor,
                event=Event.SEND_BACK,
                reason=self._rng.choice(self._words["send_back"]),
            ),
        ]
        return _reworded(draft, pace.by_day(back, at, 0.4), draft.body)

    def _submit(self, telling: Telling, draft: Drafted, at: dt.datetime) -> None:
        telling.steps += [
            draft,
            Submitted(at=pace.by_day(draft.at, at, 0.5), actor=telling.officer),
            Confirmed(at=at, actor=self._office.mayor),
        ]

    def _afterwards(self, telling: Telling, answered: dt.datetime) -> dt.datetime:
        """Tell the later texts and the end; return from when on a new text is a new case."""
        scenario, first = telling.happening.scenario, telling.happening.at
        last, thanked, closed = answered, False, None
        for later in scenario["followups"]:
            at = pace.later(first, answered, scenario.handling_hours, later["after_hours"])
            if at > self._until or closed:
                continue
            if at > answered and not later["thanks"]:
                closed = self._reopened(telling, later["text"], at)
                continue
            body = telling.fill(later["text"], at)
            telling.steps.append(Heard(at=at, body=body, thanks=later["thanks"]))
            last, thanked = max(last, at), thanked or at > answered
        return closed or self._closed(telling, last, thanked=thanked)

    def _reopened(self, telling: Telling, text: str, at: dt.datetime) -> dt.datetime | None:
        """Reopen, answer by telephone, and close; leave it out when that could not be over yet."""
        called = pace.awake(at + pace.hours(self._rng.uniform(1.5, 20)), self._rng)
        end = called + 12 * pace.MINUTE
        if end > self._until:
            return None
        note = self._rng.choice(self._words["phone_note"])
        telling.steps += [
            Heard(at=at, body=telling.fill(text, at)),
            Noted(at=called, actor=telling.officer, body=note),
            Moved(
                at=end,
                actor=self._office.head(telling.department),
                event=Event.DISMISS,
                reason=self._rng.choice(self._words["phone_close"]),
            ),
        ]
        return end

    def _closed(self, telling: Telling, last: dt.datetime, *, thanked: bool) -> dt.datetime:
        by_itself = last + _CLOSES_BY_ITSELF
        if telling.happening.scenario["outcome"] == "closed":
            wait = pace.hours(self._rng.uniform(1, 9)) if thanked else _CLOSED_WITHOUT_THANKS
            at, actor = pace.awake(last + wait, self._rng), telling.officer
            step = Moved(at=at, actor=actor, event=Event.CLOSE)
        else:
            at = by_itself + pace.SOON
            step = Moved(at=at, event=Event.CLOSE)
        if at > self._until:
            return by_itself
        telling.steps.append(step)
        return at


def _after_all(telling: Telling, begun: dt.datetime, at: dt.datetime) -> dt.datetime:
    """Give the moment from which the answer is written: after a question and its reply.

    Steps are moved out of the night one by one, so a reply may have come to lie behind.
    """
    return max([begun, *(step.at for step in telling.steps if step.at < at)])


def _reworded(draft: Drafted, at: dt.datetime, body: str) -> Drafted:
    return Drafted(
        at=at,
        actor=draft.actor,
        body=body,
        kind=draft.kind,
        reason=draft.reason,
        remedy=draft.remedy,
        next_due_at=draft.next_due_at,
    )
