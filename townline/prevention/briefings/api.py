"""The front door of briefings: what is said of each week."""

from townline.prevention.briefings.models import Briefing
from townline.prevention.briefings.ports import Asked, Source
from townline.prevention.briefings.rules.facts import WHOLE, Fact, Section
from townline.prevention.briefings.rules.weeks import Week, WeekUnreadable, week_named, week_of
from townline.prevention.briefings.selectors.reading import (
    READERS,
    CaseLine,
    Chapter,
    Said,
    briefing_of,
    cases_said,
    chapters,
    counted_again,
    facts_for,
    scope_of,
    weeks_kept,
)
from townline.prevention.briefings.selectors.sentences import sentence
from townline.prevention.briefings.selectors.sources.arrivals import arrivals
from townline.prevention.briefings.selectors.sources.commitments import commitments
from townline.prevention.briefings.selectors.sources.ground import spots, works
from townline.prevention.briefings.selectors.sources.happenings import events, surges
from townline.prevention.briefings.selectors.sources.lateness import lateness
from townline.prevention.briefings.selectors.sources.repeats import recurring_themes, repeats
from townline.prevention.briefings.selectors.weeks import week_due, week_told_at
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
    "MAILED", "READERS", "WHOLE", "Asked", "Briefing", "CaseLine", "Chapter", "Fact", "Said",
    "Section", "Source", "Week", "WeekUnreadable", "arrivals", "briefing_mails_choose",
    "briefing_mails_wanted", "briefing_make", "briefing_of", "briefing_retention_rules",
    "briefings_run", "cases_said", "chapters", "commitments", "counted_again", "events",
    "facts_for", "lateness", "recurring_themes", "repeats", "scope_of", "sentence", "spots",
    "surges", "week_due", "week_named", "week_of", "week_told_at", "weeks_kept", "works",
]  # fmt: skip
