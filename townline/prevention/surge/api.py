"""The door of surge: when more texts come than usual, and what was decided then."""

from townline.prevention.incidents.api import NothingToUndo
from townline.prevention.surge.errors import LongerPromise, NoHelpersNow, SurgeGoesOn, SurgeOver
from townline.prevention.surge.models import SurgeMode
from townline.prevention.surge.rules.states import SurgeEvent, SurgeState, surge_subject
from townline.prevention.surge.selectors.now import (
    Hour,
    hours,
    load_at,
    surge_open,
    surge_past,
    surges_begun,
)
from townline.prevention.surge.selectors.texts import (
    SurgeGroupLine,
    SurgeText,
    SurgeTexts,
    surge_on,
    surge_texts,
)
from townline.prevention.surge.services.deciding import (
    leads,
    surge_begin,
    surge_dismiss,
    surge_end,
    surge_promise,
    surge_start,
)
from townline.prevention.surge.services.helpers import (
    helper_add,
    helper_end,
    helper_link,
    helper_prolong,
    may_help,
)
from townline.prevention.surge.services.machine import SURGE_MARK
from townline.prevention.surge.services.sorting import (
    join_undo,
    may_sort,
    sort_undo,
    sorting,
    texts_join,
    texts_sort,
)
from townline.prevention.surge.services.watching import surge_watch

__all__ = [
    "SURGE_MARK",
    "Hour",
    "LongerPromise",
    "NoHelpersNow",
    "NothingToUndo",
    "SurgeEvent",
    "SurgeGoesOn",
    "SurgeGroupLine",
    "SurgeMode",
    "SurgeOver",
    "SurgeState",
    "SurgeText",
    "SurgeTexts",
    "helper_add",
    "helper_end",
    "helper_link",
    "helper_prolong",
    "hours",
    "join_undo",
    "leads",
    "load_at",
    "may_help",
    "may_sort",
    "sort_undo",
    "sorting",
    "surge_begin",
    "surge_dismiss",
    "surge_end",
    "surge_on",
    "surge_open",
    "surge_past",
    "surge_promise",
    "surge_start",
    "surge_subject",
    "surge_texts",
    "surge_watch",
    "surges_begun",
    "texts_join",
    "texts_sort",
]
