"""What was found and done, in sentences for who writes the answer of a case."""

from townline.casework.cases.api import day
from townline.platform.core.text.particles import settle
from townline.prevention.hazards.models import Evidence, EvidencePhoto, Hazard
from townline.prevention.hazards.rules.states import Step
from townline.prevention.hazards.selectors.words import kind_name, told

_ANSWERED = (Step.ARRIVE, Step.MAKE_SAFE, Step.REPAIR, Step.RECHECK)


def found_words(hazard: Hazard, language: str) -> str:
    """Give what was noted on the spot, and when it was made safe and repaired; "" for nothing."""
    rows = Evidence.objects.filter(hazard=hazard, step__in=_ANSWERED).exclude(note="")
    notes = list(rows.order_by("seen_at", "id").values_list("note", flat=True))
    return "\n".join([*notes, *_said(hazard, language)])


def _said(hazard: Hazard, language: str) -> list[str]:
    said = told().said
    moments = ((said.made_safe, hazard.made_safe_at), (said.repaired, hazard.repaired_at))
    return [
        settle(
            words.said(language).format(
                kind=kind_name(hazard.kind, language),
                place=hazard.address,
                day=day(at, language),
            )
        )
        for words, at in moments
        if at is not None
    ]


def found_photos(hazard: Hazard) -> list[str]:
    """Give photos for the answer, of after the repair first (SHA-256)."""
    rows = EvidencePhoto.objects.filter(evidence__hazard=hazard)
    pairs = rows.order_by("-id").values_list("sha256", "moment")
    return [sha256 for sha256, moment in sorted(pairs, key=lambda pair: pair[1] != "after")]
