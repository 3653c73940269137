"""The front door of works: objects with needs, their measures, and who consents.

Read ``WorkObject``, ``Measure`` and ``Consent`` as you like; write through the functions here.
What a measure may do stands in ``rules/states.py`` and is drawn in the README.
"""

from townline.prevention.works.errors import (
    ConsentMissing,
    MeasureThere,
    NoPrice,
    ObjectGone,
    UnknownBudget,
    UnknownMeasureKind,
    WorkNotFound,
    WorkReasonNeeded,
)
from townline.prevention.works.models import Consent, Measure, Party, WorkObject
from townline.prevention.works.ports.papers import Papers
from townline.prevention.works.ports.sources import Needy, Source, source, sources
from townline.prevention.works.rules.consents import ConsentState, How, Role
from townline.prevention.works.rules.states import (
    BEFORE_ORDER,
    CONSENTED,
    HOLDABLE,
    OVER,
    WANTED,
    ConsentNow,
    HeldFor,
    MeasureEvent,
    MeasureState,
    ObjectState,
    measure_subject,
    object_subject,
)
from townline.prevention.works.sealing import sealed_tables
from townline.prevention.works.selectors.behind import Behind, behind
from townline.prevention.works.selectors.kinds import (
    budget_sources,
    measure_kind,
    measure_kinds,
    measure_name,
)
from townline.prevention.works.selectors.photos import work_photo_holder
from townline.prevention.works.selectors.sight import decides, reads, staffs
from townline.prevention.works.services.asking import (
    AskingResult,
    consents_run,
    parties_text,
)
from townline.prevention.works.services.consenting import (
    ConsentAnswer,
    consents_ask,
    consents_expire,
    consents_give,
    consents_refuse,
    consents_remind,
)
from townline.prevention.works.services.deciding import (
    measure_add,
    measure_change,
    measures_decide,
    measures_drop,
    measures_hold,
    measures_reopen,
    measures_resume,
    measures_undo,
)
from townline.prevention.works.services.following import marks_run, sources_read
from townline.prevention.works.services.letters import letters
from townline.prevention.works.services.locking import measures_lock
from townline.prevention.works.services.objects import (
    ImportResult,
    object_add,
    object_put_back,
    object_take_out,
    objects_take,
    parties_set,
)
from townline.prevention.works.services.parties import (
    PartyPerson,
    parties_import,
    party_end,
    party_set,
)
from townline.prevention.works.services.persons import work_person_part, work_retention_rules
from townline.prevention.works.services.planning import Placing, measures_plan, measures_unplan
from townline.prevention.works.services.pressing import MOST as PAPERS_MOST
from townline.prevention.works.services.pressing import press_run
from townline.prevention.works.services.working import (
    measures_accept,
    measures_check,
    measures_defect,
    measures_finish,
    measures_mend,
    measures_order,
    measures_order_cancel,
    measures_pay,
    measures_return,
    measures_unpay,
)
from townline.prevention.works.settings import Budget, MeasureKind, Works

__all__ = [
    "BEFORE_ORDER",
    "CONSENTED",
    "HOLDABLE",
    "OVER",
    "PAPERS_MOST",
    "WANTED",
    "AskingResult",
    "Behind",
    "Budget",
    "Consent",
    "ConsentAnswer",
    "ConsentMissing",
    "ConsentNow",
    "ConsentState",
    "HeldFor",
    "How",
    "ImportResult",
    "Measure",
    "MeasureEvent",
    "MeasureKind",
    "MeasureState",
    "MeasureThere",
    "Needy",
    "NoPrice",
    "ObjectGone",
    "ObjectState",
    "Papers",
    "Party",
    "PartyPerson",
    "Placing",
    "Role",
    "Source",
    "UnknownBudget",
    "UnknownMeasureKind",
    "WorkNotFound",
    "WorkObject",
    "WorkReasonNeeded",
    "Works",
    "behind",
    "budget_sources",
    "consents_ask",
    "consents_expire",
    "consents_give",
    "consents_refuse",
    "consents_remind",
    "consents_run",
    "decides",
    "letters",
    "marks_run",
    "measure_add",
    "measure_change",
    "measure_kind",
    "measure_kinds",
    "measure_name",
    "measure_subject",
    "measures_accept",
    "measures_check",
    "measures_decide",
    "measures_defect",
    "measures_drop",
    "measures_finish",
    "measures_hold",
    "measures_lock",
    "measures_mend",
    "measures_order",
    "measures_order_cancel",
    "measures_pay",
    "measures_plan",
    "measures_reopen",
    "measures_resume",
    "measures_return",
    "measures_undo",
    "measures_unpay",
    "measures_unplan",
    "object_add",
    "object_put_back",
    "object_subject",
    "object_take_out",
    "objects_take",
    "parties_import",
    "parties_set",
    "parties_text",
    "party_end",
    "party_set",
    "press_run",
    "reads",
    "sealed_tables",
    "source",
    "sources",
    "sources_read",
    "staffs",
    "work_person_part",
    "work_photo_holder",
    "work_retention_rules",
]
