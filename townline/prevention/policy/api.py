"""The front door of policy: from complaint to policy, and what everybody reads of it."""

from townline.prevention.policy.errors import MatterNotFound
from townline.prevention.policy.rules.states import TELLING, Awaited, Stage
from townline.prevention.policy.selectors.counts import Counts, count_voices
from townline.prevention.policy.selectors.detail import MatterDetail, Trial, late, matter_detail
from townline.prevention.policy.selectors.ledger import (
    LedgerFilters,
    ledger,
    ledger_counts,
    matter_get,
)
from townline.prevention.policy.selectors.photos import story_photo_holder
from townline.prevention.policy.selectors.recipients import recipients
from townline.prevention.policy.selectors.sight import changes
from townline.prevention.policy.selectors.stories import (
    PublicStory,
    public_stories,
    public_story,
    story_photo,
)
from townline.prevention.policy.services.due import DUE_MARK, Next, step_move
from townline.prevention.policy.services.marks import matter_may
from townline.prevention.policy.services.origins import case_add
from townline.prevention.policy.services.overdue import notify_due_steps
from townline.prevention.policy.services.persons import person_part, retention_rules
from townline.prevention.policy.services.steps import (
    AREA,
    SEASON,
    decision_record,
    matter_adopt,
    matter_change,
    matter_drop,
    matter_open,
    matter_reopen,
    outcome_record,
    pilot_start,
    proposal_make,
)
from townline.prevention.policy.services.stories import (
    photo_drop,
    photos_add,
    photos_put,
    story_publish,
    story_write,
)
from townline.prevention.policy.services.telling import telling_kind
from townline.prevention.policy.services.voicing import (
    opinions_switch,
    stance_words,
    voice_begin,
    voice_claim,
    voice_finish,
    voice_put,
)

__all__ = [
    "AREA",
    "DUE_MARK",
    "SEASON",
    "TELLING",
    "Awaited",
    "Counts",
    "LedgerFilters",
    "MatterDetail",
    "MatterNotFound",
    "Next",
    "PublicStory",
    "Stage",
    "Trial",
    "case_add",
    "changes",
    "count_voices",
    "decision_record",
    "late",
    "ledger",
    "ledger_counts",
    "matter_adopt",
    "matter_change",
    "matter_detail",
    "matter_drop",
    "matter_get",
    "matter_may",
    "matter_open",
    "matter_reopen",
    "notify_due_steps",
    "opinions_switch",
    "outcome_record",
    "person_part",
    "photo_drop",
    "photos_add",
    "photos_put",
    "pilot_start",
    "proposal_make",
    "public_stories",
    "public_story",
    "recipients",
    "retention_rules",
    "stance_words",
    "step_move",
    "story_photo",
    "story_photo_holder",
    "story_publish",
    "story_write",
    "telling_kind",
    "voice_begin",
    "voice_claim",
    "voice_finish",
    "voice_put",
]  # fmt: skip
