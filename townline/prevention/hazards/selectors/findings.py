"""What was found and done, in sentences for who writes the answer of a case."""

from townline.platform.core import resident_moments
from townline.platform.core.text.particles import settle
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import KIND, Step
from townline.prevention.hazards.selectors.words import kind_name, told
from townline.prevention.work_orders.api import looks_noted, photos_of

_ANSWERED = (Step.ARRIVE, Step.MAKE_SAFE, Step.REPAIR, Step.RECHECK)


def found_words(hazard: Hazard, language: str) -> str:
    """Give what was noted on the spot, and when it was made safe and repaired; "" for nothing."""
    notes = looks_noted(KIND, hazard.pk, _ANSWERED)
    return "\n".join([*notes, *_said(hazard, language)])


def _said(hazard: Hazard, language: str) -> list[str]:
    said = told().said
    moments = ((said.made_safe, hazard.made_safe_at), (said.repaired, hazard.repaired_at))
    return [
        settle(
            words.said(language).format(
                kind=kind_name(hazard.kind, language),
                place=hazard.address,
                day=resident_moments.day(at, language),
            )
        )
        for words, at in moments
        if at is not None
    ]


def found_photos(hazard: Hazard) -> list[str]:
    """Give photos for the answer, of after the repair first (SHA-256)."""
    rows = photos_of(KIND, [hazard.pk])
    pairs = rows.order_by("-id").values_list("sha256", "moment")
    return [sha256 for sha256, moment in sorted(pairs, key=lambda pair: pair[1] != "after")]
