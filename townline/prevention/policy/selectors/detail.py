"""One matter with all that its page shows."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from townline.casework.cases import api as cases
from townline.casework.cases.ports import Holder
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.departments.api import Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import BroadcastSummary, Got
from townline.prevention.policy.models import (
    Decision,
    Matter,
    Origin,
    Outcome,
    Pilot,
    Proposal,
    StepDone,
    Story,
    StoryPhoto,
    Voice,
)
from townline.prevention.policy.rules.effect import Counted, Effect, effect
from townline.prevention.policy.rules.states import (
    AWAITS,
    TELLING,
    TRANSITIONS,
    Awaited,
    Stage,
    policy_subject,
)
from townline.prevention.policy.selectors.counts import Counts, count_voices
from townline.prevention.policy.selectors.ledger import matter_get
from townline.prevention.policy.selectors.recipients import recipients

_VOICES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCase:
    """A case that began it; one that the viewer may not see is only counted."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A pilot; ``outcome`` and ``effect``: None while it runs."""

    pilot: Pilot
    outcome: Outcome | None
    effect: Effect | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterDetail:
    """All that the page of one matter shows."""

    row: Matter
    steps: list[StepDone]
    proposal: Proposal | None
    decision: Decision | None
    trials: list[Trial]
    origins: list[OriginCase]
    hidden: int
    votes: Counts
    voices: list[Voice]
    tellings: list[BroadcastSummary]
    heard: list[Got]
    untold: int
    story: Story | None
    photos: list[tuple[StoryPhoto, Photo]]
    history: list[Transition]
    allowed: frozenset[str]

    @property
    def draft(self) -> BroadcastSummary | None:
        """Give the message that is written or waits for the mayor."""
        return next((one for one in self.tellings if one.row.state in broadcasts.UNSENT), None)


def matter_detail(number: int, *, viewer: Viewer) -> MatterDetail:
    """Read one matter. Raises MatterNotFound."""
    matter = matter_get(number)
    known, hidden = _origins(matter, viewer)
    return MatterDetail(
        row=matter,
        steps=list(StepDone.objects.filter(matter=matter).select_related("owner").order_by("id")),
        proposal=Proposal.objects.filter(matter=matter).first(),
        decision=Decision.objects.filter(matter=matter).first(),
        trials=trials_by([matter.pk])[matter.pk],
        origins=known,
        hidden=hidden,
        votes=count_voices([matter.pk])[matter.pk],
        voices=list(
            Voice.objects.filter(matter=matter).exclude(words="").order_by("-at", "-id")[:_VOICES]
        ),
        tellings=broadcasts.sent_of(TELLING, [matter.pk], late=False),
        heard=broadcasts.got_of(TELLING, matter.pk),
        untold=len(recipients(matter.pk)),
        story=Story.objects.filter(matter=matter).first(),
        photos=photos_by([matter.pk])[matter.pk],
        history=list(audit.history(policy_subject(matter.pk))),
        allowed=frozenset(str(event) for before, event in TRANSITIONS if before == matter.state),
    )


def trials_by(numbers: Collection[int]) -> dict[int, list[Trial]]:
    """Give the pilots of matters with what they came to; one query."""
    rows = Pilot.objects.filter(matter__in=numbers).select_related("outcome").order_by("id")
    found: dict[int, list[Trial]] = {number: [] for number in numbers}
    for row in rows:
        found[row.matter_id].append(_trial(row))
    return found


def _trial(pilot: Pilot) -> Trial:
    outcome = getattr(pilot, "outcome", None)
    return Trial(pilot=pilot, outcome=outcome, effect=effect_of(outcome) if outcome else None)


def effect_of(outcome: Outcome) -> Effect:
    """Work out what a pilot changed."""
    control = None
    if outcome.control_before is not None and outcome.control_after is not None:
        control = (
            Counted(outcome.control_before, outcome.before_days),
            Counted(outcome.control_after, outcome.after_days),
        )
    return effect(
        Counted(outcome.before, outcome.before_days), Counted(outcome.after, outcome.after_days),
        control,
    )  # fmt: skip


def _origins(matter: Matter, viewer: Viewer) -> tuple[list[OriginCase], int]:
    rows = Origin.objects.filter(matter=matter).select_related("case").order_by("case")
    live = list({one.id: one for row in rows if (one := cases.survivor(row.case))}.values())
    seen = [one for one in live if cases.sees(viewer, one)]
    return [OriginCase(code=one.code or "", title=one.title) for one in seen], len(live) - len(seen)


def photos_by(numbers: Collection[int]) -> dict[int, list[tuple[StoryPhoto, Photo]]]:
    """Give the photos of matters' stories, in the order in which they came; two queries."""
    rows = list(StoryPhoto.objects.filter(matter__in=numbers).order_by("id"))
    known = conversations.photos_by_hash(row.sha256 for row in rows)
    found: dict[int, list[tuple[StoryPhoto, Photo]]] = {number: [] for number in numbers}
    for row in rows:
        if row.sha256 in known:
            found[row.matter_id].append((row, known[row.sha256]))
    return found


def late(matter: Matter, day: dt.date) -> bool:
    """Say whether what a matter waits for is late."""
    return matter.due_on is not None and matter.due_on < day


# Photos that stories keep, so that nobody sweeps them.


def story_photo_holder() -> Holder:
    """Name what keeps photos of stories."""
    return Holder(every=_every)


def _every() -> Iterable[str]:
    return StoryPhoto.objects.values_list("sha256", flat=True)


# What stages and steps are called on pages.

# Icon, colour and word.
STAGES: dict[Stage, tuple[str, str, Promise]] = {
    Stage.NOTED: ("ring", "calm", pgettext_lazy("policy", "과제 등록")),
    Stage.PROPOSED: ("ring", "calm", pgettext_lazy("policy", "제안")),
    Stage.DECIDED: ("ring", "primary", pgettext_lazy("policy", "시범 결정")),
    Stage.PILOT: ("clock", "primary", pgettext_lazy("policy", "시범 사업 중")),
    Stage.MEASURED: ("clock", "primary", pgettext_lazy("policy", "결과 나옴")),
    Stage.ADOPTED: ("tick", "success", pgettext_lazy("policy", "정책 채택")),
    Stage.CHANGED: ("clock", "warning", pgettext_lazy("policy", "변경")),
    Stage.DROPPED: ("pause", "calm", pgettext_lazy("policy", "중단")),
}
AWAITED: dict[Awaited, Promise] = {
    Awaited.PROPOSAL: pgettext_lazy("policy", "제안서 작성"),
    Awaited.DECISION: pgettext_lazy("policy", "회의 결정"),
    Awaited.START: pgettext_lazy("policy", "시범 시작"),
    Awaited.RESULT: pgettext_lazy("policy", "결과 측정"),
    Awaited.CONCLUSION: pgettext_lazy("policy", "채택 여부 결정"),
}


def awaited_of(matter: Matter) -> Awaited:
    """Give what a live matter waits for."""
    return AWAITS[Stage(matter.state)]
