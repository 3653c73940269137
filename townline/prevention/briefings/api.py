"""The front door of briefings: what is said of each week."""

from townline.prevention.briefings.models import Briefing
from townline.prevention.briefings.ports import BriefingPeriod, Source
from townline.prevention.briefings.rules.facts import WHOLE, Fact, Section
from townline.prevention.briefings.rules.weeks import Week, WeekUnreadable, week_named, week_of
from townline.prevention.briefings.selectors.reading import (
    READERS,
    BriefingSentence,
    CaseLine,
    Chapter,
    briefing_of,
    chapters,
    counted_again,
    facts_for,
    scope_of,
    sentence_cases,
    stored_weeks,
)
from townline.prevention.briefings.selectors.sentences import sentence
from townline.prevention.briefings.selectors.sources.arrivals import arrivals
from townline.prevention.briefings.selectors.sources.commitments import commitments
from townline.prevention.briefings.selectors.sources.ground import spots, works
from townline.prevention.briefings.selectors.sources.happenings import events, surges
from townline.prevention.briefings.selectors.sources.lateness import lateness
from townline.prevention.briefings.selectors.sources.repeats import recurring_themes, repeats
from townline.prevention.briefings.selectors.weeks import week_due, week_publish_at
from townline.prevention.briefings.services.mailing import (
    MAILED,
    briefing_mails_choose,
    briefing_mails_wanted,
)
from townline.prevention.briefings.services.making import (
    briefing_make,
    briefing_retention_rules,
    briefings_run,
)

__all__ = [
    "MAILED",
    "READERS",
    "WHOLE",
    "Briefing",
    "BriefingPeriod",
    "BriefingSentence",
    "CaseLine",
    "Chapter",
    "Fact",
    "Section",
    "Source",
    "Week",
    "WeekUnreadable",
    "arrivals",
    "briefing_mails_choose",
    "briefing_mails_wanted",
    "briefing_make",
    "briefing_of",
    "briefing_retention_rules",
    "briefings_run",
    "chapters",
    "commitments",
    "counted_again",
    "events",
    "facts_for",
    "lateness",
    "recurring_themes",
    "repeats",
    "scope_of",
    "sentence",
    "sentence_cases",
    "spots",
    "stored_weeks",
    "surges",
    "week_due",
    "week_named",
    "week_of",
    "week_publish_at",
    "works",
]  # fmt: skip
