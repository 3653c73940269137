"""The front door of policy: from complaint to policy, and what everybody reads of it."""

from townline.prevention.policy.errors import MatterNotFound as MatterNotFound
from townline.prevention.policy.rules.states import (
    TELLING as TELLING,
    Awaited as Awaited,
    Stage as Stage,
)
from townline.prevention.policy.selectors.counts import (
    Counts as Counts,
    count_voices as count_voices,
)
from townline.prevention.policy.selectors.detail import (
    MatterDetail as MatterDetail,
    Trial as Trial,
    late as late,
    matter_detail as matter_detail,
    story_photo_holder as story_photo_holder,
)
from townline.prevention.policy.selectors.ledger import (
    LedgerFilters as LedgerFilters,
    ledger as ledger,
    ledger_counts as ledger_counts,
    matter_get as matter_get,
)
from townline.prevention.policy.selectors.recipients import recipients as recipients
from townline.prevention.policy.selectors.stories import (
    PublicStory as PublicStory,
    public_stories as public_stories,
    public_story as public_story,
    story_photo as story_photo,
)
from townline.prevention.policy.selectors.visibility import changes as changes
from townline.prevention.policy.services.marks import matter_may as matter_may
from townline.prevention.policy.services.origins import case_add as case_add
from townline.prevention.policy.services.overdue import (
    DUE_MARK as DUE_MARK,
    Next as Next,
    notify_due_steps as notify_due_steps,
    step_move as step_move,
)
from townline.prevention.policy.services.persons import (
    person_part as person_part,
    retention_rules as retention_rules,
)
from townline.prevention.policy.services.steps import (
    AREA as AREA,
    SEASON as SEASON,
    decision_record as decision_record,
    matter_adopt as matter_adopt,
    matter_change as matter_change,
    matter_drop as matter_drop,
    matter_open as matter_open,
    matter_reopen as matter_reopen,
    outcome_record as outcome_record,
    pilot_start as pilot_start,
    proposal_make as proposal_make,
)
from townline.prevention.policy.services.stories import (
    photo_drop as photo_drop,
    photos_add as photos_add,
    photos_put as photos_put,
    story_publish as story_publish,
    story_write as story_write,
)
from townline.prevention.policy.services.telling import telling_kind as telling_kind
from townline.prevention.policy.services.voicing import (
    opinions_switch as opinions_switch,
    stance_words as stance_words,
    voice_begin as voice_begin,
    voice_claim as voice_claim,
    voice_finish as voice_finish,
    voice_put as voice_put,
)
