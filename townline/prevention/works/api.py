"""The front door of works: objects with needs, their measures, and who consents.

Read ``WorkObject``, ``Measure`` and ``Consent`` as you like; write through the functions here.
What a measure may do stands in ``rules/states.py`` and is drawn in the README.
"""

from townline.prevention.works.errors import (
    ConsentMissing as ConsentMissing,
    MeasureThere as MeasureThere,
    NoPrice as NoPrice,
    ObjectGone as ObjectGone,
    UnknownBudget as UnknownBudget,
    UnknownMeasureKind as UnknownMeasureKind,
    WorkNotFound as WorkNotFound,
    WorkReasonNeeded as WorkReasonNeeded,
)
from townline.prevention.works.models import (
    Consent as Consent,
    Measure as Measure,
    Party as Party,
    WorkObject as WorkObject,
)
from townline.prevention.works.ports import (
    Needy as Needy,
    Papers as Papers,
    Source as Source,
    source as source,
)
from townline.prevention.works.rules import (
    BEFORE_ORDER as BEFORE_ORDER,
    CONSENTED as CONSENTED,
    HOLDABLE as HOLDABLE,
    OVER as OVER,
    WANTED as WANTED,
    ConsentNow as ConsentNow,
    ConsentState as ConsentState,
    HeldFor as HeldFor,
    How as How,
    MeasureEvent as MeasureEvent,
    MeasureState as MeasureState,
    ObjectState as ObjectState,
    Role as Role,
    measure_subject as measure_subject,
    object_subject as object_subject,
)
from townline.prevention.works.sealing import sealed_tables as sealed_tables
from townline.prevention.works.selectors.behind import Behind as Behind, behind as behind
from townline.prevention.works.selectors.detail import work_photo_holder as work_photo_holder
from townline.prevention.works.selectors.kinds import (
    budget_sources as budget_sources,
    measure_kind as measure_kind,
    measure_kinds as measure_kinds,
    measure_name as measure_name,
)
from townline.prevention.works.selectors.visibility import (
    decides as decides,
    reads as reads,
    staffs as staffs,
)
from townline.prevention.works.services.asking import (
    AskingResult as AskingResult,
    consents_run as consents_run,
    parties_text as parties_text,
)
from townline.prevention.works.services.consenting import (
    ConsentAnswer as ConsentAnswer,
    consents_ask as consents_ask,
    consents_expire as consents_expire,
    consents_give as consents_give,
    consents_refuse as consents_refuse,
    consents_remind as consents_remind,
)
from townline.prevention.works.services.deciding import (
    measure_add as measure_add,
    measure_change as measure_change,
    measures_decide as measures_decide,
    measures_drop as measures_drop,
    measures_hold as measures_hold,
    measures_reopen as measures_reopen,
    measures_resume as measures_resume,
    measures_undo as measures_undo,
)
from townline.prevention.works.services.following import (
    marks_run as marks_run,
    sources_read as sources_read,
)
from townline.prevention.works.services.letters import letters as letters
from townline.prevention.works.services.locking import measures_lock as measures_lock
from townline.prevention.works.services.objects import (
    ImportResult as ImportResult,
    object_add as object_add,
    object_put_back as object_put_back,
    object_take_out as object_take_out,
    objects_take as objects_take,
    parties_set as parties_set,
)
from townline.prevention.works.services.parties import (
    PartyPerson as PartyPerson,
    parties_import as parties_import,
    party_end as party_end,
    party_set as party_set,
)
from townline.prevention.works.services.persons import (
    work_person_part as work_person_part,
    work_retention_rules as work_retention_rules,
)
from townline.prevention.works.services.planning import (
    Placing as Placing,
    measures_plan as measures_plan,
    measures_unplan as measures_unplan,
)
from townline.prevention.works.services.pressing import MOST as _PAPERS_MOST, press_run as press_run
from townline.prevention.works.services.working import (
    measures_accept as measures_accept,
    measures_check as measures_check,
    measures_defect as measures_defect,
    measures_finish as measures_finish,
    measures_mend as measures_mend,
    measures_order as measures_order,
    measures_order_cancel as measures_order_cancel,
    measures_pay as measures_pay,
    measures_return as measures_return,
    measures_unpay as measures_unpay,
)
from townline.prevention.works.settings import (
    Budget as Budget,
    MeasureKind as MeasureKind,
    Works as Works,
)

PAPERS_MOST = _PAPERS_MOST
