"""The front door of briefings: what is said of each week."""

from townline.prevention.policy.briefings.models import Briefing as Briefing
from townline.prevention.policy.briefings.ports import (
    BriefingPeriod as BriefingPeriod,
    Source as Source,
)
from townline.prevention.policy.briefings.rules.facts import (
    WHOLE as WHOLE,
    Fact as Fact,
    Section as Section,
)
from townline.prevention.policy.briefings.rules.weeks import (
    Week as Week,
    WeekUnreadable as WeekUnreadable,
    week_named as week_named,
    week_of as week_of,
)
from townline.prevention.policy.briefings.selectors.reading import (
    READERS as READERS,
    BriefingSentence as BriefingSentence,
    CaseLine as CaseLine,
    Chapter as Chapter,
    briefing_of as briefing_of,
    chapters as chapters,
    counted_again as counted_again,
    facts_for as facts_for,
    scope_of as scope_of,
    sentence_cases as sentence_cases,
    stored_weeks as stored_weeks,
)
from townline.prevention.policy.briefings.selectors.sentences import sentence as sentence
from townline.prevention.policy.briefings.selectors.sources.arrivals import arrivals as arrivals
from townline.prevention.policy.briefings.selectors.sources.commitments import (
    commitments as commitments,
)
from townline.prevention.policy.briefings.selectors.sources.ground import (
    spots as spots,
    works as works,
)
from townline.prevention.policy.briefings.selectors.sources.happenings import (
    events as events,
    surges as surges,
)
from townline.prevention.policy.briefings.selectors.sources.lateness import lateness as lateness
from townline.prevention.policy.briefings.selectors.sources.repeats import (
    recurring_themes as recurring_themes,
    repeats as repeats,
)
from townline.prevention.policy.briefings.selectors.weeks import (
    week_due as week_due,
    week_publish_at as week_publish_at,
)
from townline.prevention.policy.briefings.services.making import (
    MAILED as MAILED,
    briefing_mails_choose as briefing_mails_choose,
    briefing_mails_wanted as briefing_mails_wanted,
    briefing_make as briefing_make,
    briefing_retention_rules as briefing_retention_rules,
    briefings_run as briefings_run,
)
