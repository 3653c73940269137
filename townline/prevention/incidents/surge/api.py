"""The door of surge: when more texts come than usual, and what was decided then."""

from townline.prevention.incidents.api import NothingToUndo as NothingToUndo
from townline.prevention.incidents.surge.errors import (
    LongerPromise as LongerPromise,
    NoHelpersNow as NoHelpersNow,
    SurgeGoesOn as SurgeGoesOn,
    SurgeOver as SurgeOver,
)
from townline.prevention.incidents.surge.models import SurgeMode as SurgeMode
from townline.prevention.incidents.surge.rules.states import (
    SurgeEvent as SurgeEvent,
    SurgeState as SurgeState,
    surge_subject as surge_subject,
)
from townline.prevention.incidents.surge.selectors.now import (
    Hour as Hour,
    hours as hours,
    load_at as load_at,
    surge_open as surge_open,
    surge_past as surge_past,
    surges_begun as surges_begun,
)
from townline.prevention.incidents.surge.selectors.texts import (
    SurgeGroupLine as SurgeGroupLine,
    SurgeText as SurgeText,
    SurgeTexts as SurgeTexts,
    surge_on as surge_on,
    surge_texts as surge_texts,
)
from townline.prevention.incidents.surge.services.deciding import (
    SURGE_MARK as SURGE_MARK,
    leads as leads,
    surge_begin as surge_begin,
    surge_dismiss as surge_dismiss,
    surge_end as surge_end,
    surge_promise as surge_promise,
    surge_start as surge_start,
)
from townline.prevention.incidents.surge.services.helpers import (
    helper_add as helper_add,
    helper_end as helper_end,
    helper_link as helper_link,
    helper_prolong as helper_prolong,
    may_help as may_help,
)
from townline.prevention.incidents.surge.services.sorting import (
    join_undo as join_undo,
    may_sort as may_sort,
    sort_undo as sort_undo,
    sorting as sorting,
    texts_join as texts_join,
    texts_sort as texts_sort,
)
from townline.prevention.incidents.surge.services.watching import surge_watch as surge_watch
