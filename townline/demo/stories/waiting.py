"""The cases that are open when the demo starts, told as far as they have come."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from townline.casework.cases.api import CaseEvent, Kind
from townline.casework.cases.settings import Cases
from townline.casework.importing.api import (
    CaseStep,
    Confirmed,
    Drafted,
    Endangered,
    HistoryCase,
    Moved,
    Noted,
    QuestionStep,
    ReceivedStep,
    Retitled,
    Submitted,
)
from townline.demo.stories import pace
from townline.demo.stories.casting import Office, number
from townline.demo.stories.drawing import draw_photo
from townline.demo.stories.timeline import in_order
from townline.demo.stories.wording import fill
from townline.platform.core import district, resident_moments
from townline.platform.core.history.audit import Actor
from townline.platform.core.models import Place

_WRITTEN = {"drafted", "awaiting_confirmation", "returned"}
_SORTING = dt.timedelta(minutes=25)
_LEFT = dt.timedelta(minutes=40)
_OPENS, _CLOSES = 9, 18
_HOURS_AGO = re.compile(r"\{hour-(\d+)\}")


class OpenStory:
    """Tells one entry of ``demo_open.json``."""

    def __init__(self, raw: dict[str, Any], office: Office, now: dt.datetime) -> None:
        self._raw, self._office, self._now = raw, office, now
        self._lang: str = raw["lang"]
        # A case that came back was with the department of its guessed service.
        self._department = raw["department"]
        if raw["state"] == "misrouted":
            self._department = office.services[raw["service_code"]]
        self._clerk = office.clerk(self._lang)
        self._officer = self._who()
        self._earlier = self._out_of_the_night()

    def tell(self) -> HistoryCase:
        """Give the steps up to now."""
        steps = [*self._texts(), *self._notes(), *self._sorting()]
        steps.sort(key=lambda step: step.at)
        steps += self._desk(steps[-1].at)
        return HistoryCase(
            name=self._raw["title"],
            number=number(int(self._raw["sender"])),
            language=self._lang,
            steps=in_order(steps, self._now),
            unread=self._raw["unread"],
        )

    def _who(self) -> Actor:
        """Choose the officer: who has written a note, else anyone of the department."""
        for note in self._raw["notes"]:
            if note["by"].startswith(f"{self._department}.officer"):
                return self._office.named(note["by"])
        return self._office.officer(self._department) if self._department else self._clerk

    def _out_of_the_night(self) -> dt.timedelta:
        """Give by how much this case came earlier than written: few people write at night.

        What is urgent comes at any hour. No case is moved so far that its answer is late.
        """
        first = self._now - pace.hours(self._raw["hours_ago"])
        earlier = first - pace.before_night(first)
        promise = district.part(Cases).promise - _LEFT
        fits = self._now - first + earlier < promise or self._now - first > promise
        return dt.timedelta() if self._raw["danger"] or not fits else earlier

    def _ago(self, hours: float) -> dt.datetime:
        return self._now - self._earlier - pace.hours(hours)

    def _fill(self, text: str, lang: str = "") -> str:
        def value(name: str, number: int, _before: str) -> str:
            if name == "day":
                return resident_moments.day(
                    self._now + dt.timedelta(days=number), lang or self._lang
                )
            return resident_moments.moment(
                self._at_work(self._now + pace.hours(number)), lang or self._lang
            )

        return fill(text, value)

    def _at_work(self, at: dt.datetime) -> dt.datetime:
        """Move work that would fall into the night back to the afternoon before, if it can be."""
        local = at.astimezone(district.current().zone)
        if _OPENS <= local.hour < _CLOSES:
            return at
        day_before = dt.timedelta(days=1 if local.hour < _OPENS else 0)
        afternoon = local.replace(hour=_CLOSES - 1) - day_before
        return afternoon if afternoon > self._ago(self._raw["hours_ago"]) + _SORTING else at

    def _texts(self) -> Iterator[CaseStep]:
        before, answered = self._ago(self._raw["hours_ago"]), False
        for text in self._raw["texts"]:
            at = self._ago(text["hours_ago"])
            body = self._fill(text["body"])
            if text["direction"] == "in":
                # What leaves a case answered was only thanks, however it was put.
                yield ReceivedStep(
                    at=at,
                    body=body,
                    thanks=answered and self._raw["state"] == "answered",
                    photos=tuple(
                        draw_photo(name, self._place()) for name in text.get("photos", [])
                    ),
                )
            elif text["kind"] == "question":
                yield QuestionStep(at=at, actor=self._officer, body=body)
            else:
                yield from self._sent(Kind(text["kind"]), body, before, at)
                answered = True
            before = at

    def _place(self) -> Place | None:
        return Place.objects.filter(name_ko=self._raw.get("place", "")).first()

    def _sent(
        self, kind: Kind, body: str, before: dt.datetime, at: dt.datetime
    ) -> Iterator[CaseStep]:
        due = self._raw.get("due_in_hours", 0)
        yield Drafted(
            at=pace.between(before, at, 0.7),
            actor=self._officer,
            body=body,
            kind=kind,
            next_due_at=self._now + pace.hours(due) if kind is Kind.INTERIM else None,
        )
        yield Submitted(at=pace.between(before, at, 0.85), actor=self._officer)
        yield Confirmed(at=at, actor=self._office.mayor)

    def _notes(self) -> Iterator[CaseStep]:
        for note in self._raw["notes"]:
            at, actor = self._ago(note["hours_ago"]), self._office.named(note["by"])
            yield Noted(at=at, actor=actor, body=self._fill(note["body"]))

    def _sorting(self) -> Iterator[CaseStep]:
        """Tell how the front desk sorted the text, before anybody of the department acts."""
        first = self._ago(self._raw["hours_ago"])
        if self._raw["danger"]:
            at = pace.between(first, self._sorted_at(), 0.5)
            yield Endangered(at=at, actor=self._clerk)
        if self._department is None:
            return
        at = self._sorted_at()
        title = self._fill(self._raw["title"])
        yield Retitled(at=at - dt.timedelta(seconds=1), actor=self._clerk, title=title)
        yield Moved(
            at=at,
            actor=self._clerk,
            event=CaseEvent.ASSIGN,
            department=self._department,
            service=self._raw["service_code"],
            assignee=self._officer.id,
        )

    def _sorted_at(self) -> dt.datetime:
        first = self._ago(self._raw["hours_ago"])
        acts = [self._ago(n["hours_ago"]) for n in self._raw["notes"]]
        out = [t for t in self._raw["texts"] if t["direction"] == "out"]
        acts += [self._ago(t["hours_ago"]) for t in out]
        return min(first + _SORTING, pace.between(first, min([*acts, self._now]), 0.3))

    def _desk(self, last: dt.datetime) -> Iterator[CaseStep]:
        """Tell what lies on whose desk now."""
        state = self._raw["state"]
        if state == "misrouted":
            at = pace.between(last, self._now, 0.4)
            yield Moved(
                at=at,
                actor=self._officer,
                event=CaseEvent.MISROUTE,
                reason=self._raw["misrouted_reason"],
            )
        if not self._raw["draft"]:
            return
        at = self._drafted_at(last)
        yield Drafted(
            at=at,
            actor=self._officer,
            body=self._fill(self._raw["draft"]),
            korean=self._fill(self._raw.get("draft_ko", ""), "ko"),
        )
        if state in _WRITTEN - {"drafted"}:
            yield Submitted(at=pace.between(at, self._now, 0.3), actor=self._officer)
        if state == "returned":
            yield Moved(
                at=pace.between(at, self._now, 0.6),
                actor=self._office.mayor,
                event=CaseEvent.SEND_BACK,
                reason=self._raw["returned_reason"],
            )

    def _drafted_at(self, last: dt.datetime) -> dt.datetime:
        """Say when the draft was written: after everything that it tells of."""
        mentioned = [
            self._now - pace.hours(float(n)) for n in _HOURS_AGO.findall(self._raw["draft"])
        ]
        return pace.between(max([last, *mentioned]), self._now, 0.35)
