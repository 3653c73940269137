"""What was found and done, in sentences for who writes the answer of a case."""

from townline.platform.core import resident_moments
from townline.platform.core.text.particles import settle
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import KIND, HazardStep
from townline.prevention.hazards.selectors.words import hazard_settings, kind_name
from townline.prevention.work_orders.api import inspection_notes, photos_of

_ANSWERED = (HazardStep.ARRIVE, HazardStep.MAKE_SAFE, HazardStep.REPAIR, HazardStep.RECHECK)


def found_words(hazard: Hazard, language: str) -> str:
    """Give what was noted on the spot, and when it was made safe and repaired; "" for nothing."""
    notes = inspection_notes(KIND, hazard.pk, _ANSWERED)
    return "\n".join([*notes, *_finding_sentences(hazard, language)])


def _finding_sentences(hazard: Hazard, language: str) -> list[str]:
    sentences = hazard_settings().said
    moments = ((sentences.made_safe, hazard.made_safe_at), (sentences.repaired, hazard.repaired_at))
    return [
        settle(
            words.in_language(language).format(
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
