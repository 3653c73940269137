"""The stories of ``policy_stories.json``, told through the doors of policy, each at its moment."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.demo.stories.before import import_talks
from townline.demo.stories.drawing import draw_photo
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.text import msisdn
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.policy import api

_WORKED = 10  # days that a step is given more than it took
_WORDS = ("title_ko", "title_en", "lead_ko", "lead_en", "body_ko", "body_en")


def policies(now: dt.datetime, folder: Path) -> int:
    """Tell each from its first texts to what became of it; returns how many there are."""
    stories = json.loads((folder / "policy_stories.json").read_text(encoding="utf-8"))
    import_talks([talk for each in stories for talk in each["talks"]], now)
    with alarms.untold():
        for each in stories:
            _Story(each, now).go()
    return len(stories)


def _resident(sender: str, now: dt.datetime) -> int:
    value = msisdn.parse(f"010-0000-{sender}").value
    known = conversations.HistorySender(number=value, language="ko", first_at=now)
    return conversations.history_reserve(senders=[known], incoming=0, outgoing=0).residents[value]


@dataclass
class _Story:
    told: dict[str, Any]
    now: dt.datetime
    number: int = 0

    def go(self) -> None:
        """Do what was done until now."""
        self._open()
        self._propose()
        self._publish()
        self._hear()
        if "decision" in self.told:
            self._decide()
            self._try()
            self._end()
        self._tell()

    def _at(self, after: int) -> dt.datetime:
        """Give the noon so many days after it began, never later than now."""
        zone = district.current().zone
        day = (self.now - dt.timedelta(days=self.told["begins"] - after)).astimezone(zone)
        return min(self.now, day.replace(hour=11, minute=0, second=0, microsecond=0))

    def _by(self, at: dt.datetime, username: str = "") -> Viewer:
        name = username or f"{self.told['department']}.officer"
        staff = departments.staff_by_username(name)
        assert staff is not None, name  # noqa: S101 -- the demo's own people
        return departments.viewer_of(staff, now=at)

    def _deed(self, after: int, next_after: int = 0, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- of the story
        at = self._at(after)
        found = {"act": Act(self._by(at), at), **more}
        if self.number:
            found["number"] = self.number
        if next_after:
            due = self._at(after).date() + dt.timedelta(days=next_after - after + _WORKED)
            found["then"] = api.Next(f"{self.told['department']}.officer", due)
        return found

    def _open(self) -> None:
        # Who wrote then may have written of something else since.
        visible = cases.visible(self._by(self.now, "clerk1")).filter(first_text_at__lt=self._at(0))
        mine = [_resident(talk["sender"], self.now) for talk in self.told["talks"]]
        codes = [case.code or "" for case in visible.filter(resident__in=mine).order_by("id")]
        made = api.matter_open(
            **self._deed(0, 2) | {"act": Act(self._by(self._at(0), "clerk1"), self._at(0))},
            title=self.told["title"], title_en=self.told["title_en"],
            department=self.told["department"], codes=codes,
        )  # fmt: skip
        self.number = made.pk

    def _propose(self) -> None:
        decision = self.told.get("decision", {"after": 40})
        api.proposal_make(**self._deed(2, decision["after"]), **self.told["proposal"])

    def _publish(self) -> None:
        story = self.told["story"]
        first = self.now - dt.timedelta(days=max(talk["days_ago"] for talk in self.told["talks"]))
        api.story_write(
            **self._deed(3), words={name: story[name] for name in _WORDS},
            first_text_on=first.astimezone(district.current().zone).date(),
        )  # fmt: skip
        if self.told["photo"]:
            uploaded = conversations.photo_take(
                data=draw_photo(self.told["photo"]["name"], None), now=self.now
            )
            api.photos_put(
                **self._deed(3), names=[uploaded.photo.sha256], alt_ko=self.told["photo"]["ko"],
                alt_en=self.told["photo"]["en"],
            )  # fmt: skip
        clerk = {"act": Act(self._by(self._at(3), "clerk1"), self._at(3)), "on": True}
        api.story_publish(**self._deed(3) | clerk)
        api.opinions_switch(**self._deed(3) | clerk)

    def _hear(self) -> None:
        for after, (sender, stance, words) in enumerate(self.told["voices"], 4):
            at = self._at(min(after, 6))
            api.voice_put(
                number=self.number, resident_id=_resident(sender, at), stance=stance, words=words,
                via="text" if after % 2 else "page", now=at,
            )  # fmt: skip

    def _decide(self) -> None:
        decision, pilot = self.told["decision"], self.told["pilot"]
        api.decision_record(
            **self._deed(decision["after"], pilot["after"]), meeting=decision["meeting"],
            minutes=decision["minutes"], decided_on=self._at(decision["after"]).date(),
        )  # fmt: skip

    def _try(self) -> None:
        pilot, outcome = dict(self.told["pilot"]), dict(self.told["outcome"])
        after, days = pilot.pop("after"), pilot.pop("days")
        begins = self._at(after).date()
        api.pilot_start(
            **self._deed(after, outcome["after"]), begins_on=begins,
            ends_on=begins + dt.timedelta(days=days), **pilot,
        )  # fmt: skip
        at, words = outcome.pop("after"), outcome.pop("words")
        outcome["after"] = outcome.pop("after_count")
        api.outcome_record(**self._deed(at, self.told["end"]["after"]), counts=outcome, words=words)

    def _end(self) -> None:
        ending = self.told["end"]
        api.matter_adopt(**self._deed(ending["after"]), reason=ending["reason"])

    def _tell(self) -> None:
        broadcast = self.told["telling"]
        if broadcast is None:
            return
        own: dict[str, Any] = {"kind": api.TELLING, "owner": self.number}
        bodies = {"ko": broadcast["ko"], "en": broadcast["en"]}
        clerk, mayor = (Act(self._by(self.now, name), self.now) for name in ("clerk1", "mayor"))
        row = broadcasts.broadcast_put(clerk, **own, bodies=bodies)
        if broadcast["state"] == "approved":
            broadcasts.broadcast_approve(mayor, **own, broadcast_id=row.pk, hash_=row.hash)
