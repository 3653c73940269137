"""Matters as pages show them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from townline.platform.core.history import tags
from townline.platform.departments import api as departments
from townline.platform.web.moments import english
from townline.platform.web.templatetags.townline import who
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import BroadcastRecipient, BroadcastSummary, Got
from townline.prevention.incidents.broadcasts.views.shown import OUTCOMES
from townline.prevention.policy import api
from townline.prevention.policy.models import Matter, Outcome
from townline.prevention.policy.rules.effect import Counted, Effect
from townline.prevention.policy.rules.states import Stage
from townline.prevention.policy.selectors.detail import AWAITED, STAGES, awaited_of

_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One matter in the list: its mark (icon, tone, word), what it waits for, how late it is."""

    row: Matter
    mark: tuple[str, str, Promise]
    waits: Promise | None
    late_days: int
    office: Any

    @property
    def title(self) -> str:
        return (english() and self.row.title_en) or self.row.title


def line(row: Matter, day: dt.date, office: Any) -> MatterLine:  # noqa: ANN401 -- a department's row
    late = (day - row.due_on).days if row.due_on else 0
    waits = AWAITED[awaited_of(row)] if row.due_on else None
    return MatterLine(row, STAGES[Stage(row.state)], waits, max(0, late), office)


@dataclass(frozen=True, slots=True)
class TrialShown:
    """A pilot with its figures in words; ``bars``: of rates a month, in hundredths."""

    trial: api.Trial
    said: str
    bars: list[tuple[str, float, int]]


def trial(found: api.Trial) -> TrialShown:
    if found.outcome is None or found.effect is None:
        return TrialShown(found, "", [])
    return TrialShown(found, effect_words(found.effect), rates(found.outcome))


def effect_words(found: Effect) -> str:
    """Say what changed, with its interval and whether it may be chance."""
    change, low, high = (round(100 * (each - 1)) for each in (found.ratio, found.low, found.high))
    words = {"change": f"{change:+d}", "low": f"{low:+d}", "high": f"{high:+d}"}
    sentence = gettext("변화 %(change)s%% (95%% 신뢰구간 %(low)s%% ~ %(high)s%%)") % words
    if found.sure:
        return sentence
    return f"{sentence}. {gettext('우연일 수 있습니다.')}"


def rates(outcome: Outcome) -> list[tuple[str, float, int]]:
    """Give how often it was in thirty days, there and in the control area, with widths of bars."""
    found = [
        (gettext("시범 장소, 시행 전"), Counted(outcome.before, outcome.before_days).a_month),
        (gettext("시범 장소, 시행 후"), Counted(outcome.after, outcome.after_days).a_month),
    ]
    if outcome.control_before is not None and outcome.control_after is not None:
        before, after = outcome.control_before, outcome.control_after
        found += [
            (gettext("비교 지역, 시행 전"), Counted(before, outcome.before_days).a_month),
            (gettext("비교 지역, 시행 후"), Counted(after, outcome.after_days).a_month),
        ]
    most = max((rate for _, rate in found), default=0) or 1
    return [(name, rate, round(100 * rate / most)) for name, rate in found]


def recipient_outcome(one: Got) -> tuple[Got, Any]:
    """Give who heard of it, and what became of their text."""
    return one, OUTCOMES[one.outcome][2]


def samples(
    waiting: BroadcastSummary, people: Sequence[BroadcastRecipient]
) -> list[tuple[str, str]]:
    """Give the words as the first people will read them: the day, and the whole."""
    return [
        (one.language, broadcasts.words_for(waiting.row, one.language, one.day))
        for one in people[:_SAMPLES]
    ]


@dataclass(frozen=True, slots=True)
class PolicyMoment:
    """One line of the timeline."""

    at: dt.datetime
    who: str
    what: str
    reason: str


def history(detail: api.MatterDetail) -> list[PolicyMoment]:
    """Give the history, oldest first; one query for the names."""
    ids = {number for each in detail.history if (number := _staff(each.actor))}
    people = departments.staff_names(ids) if ids else {}
    return [
        PolicyMoment(
            each.at,
            who(people.get(_staff(each.actor)), each.actor_label),
            str(tags.label(each.event)),
            each.reason,
        )
        for each in detail.history
    ]


def _staff(actor: str) -> int:
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdigit() else 0
