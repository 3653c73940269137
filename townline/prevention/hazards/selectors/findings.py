"""What was found and done, in sentences for who writes the answer of a case."""

from collections.abc import Iterable

from townline.casework.cases.api import Detail
from townline.platform.conversations.api import ThreadText
from townline.platform.core import resident_moments
from townline.platform.core.text.particles import settle
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.proposing import Wanted, propose_kind
from townline.prevention.hazards.rules.states import KIND, HazardStep
from townline.prevention.hazards.selectors.labels import hazard_settings, kind_name
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


# Which kind of hazard words and category speak of, by the district's data.


def kind_in(thread: Iterable[ThreadText], service: str | None) -> str:
    """Give the kind that residents' words speak of; "" for none."""
    return kind_of_words((text.body for text in thread if text.direction == "in"), service)


def kind_of_case(case: Detail) -> str:
    """Give the kind that a case speaks of: by its residents' words, or else its title."""
    service = case.row.service
    return kind_in(case.thread, service) or kind_of_words([case.row.title], service)


def kind_of_words(bodies: Iterable[str], service: str | None) -> str:
    """Give the kind that words speak of in a case of a category (None: not known yet)."""
    wanted = {
        code: Wanted(kind.words, frozenset(kind.services))
        for code, kind in hazard_settings().kinds.items()
    }
    return propose_kind(wanted, " ".join(bodies), service)
