"""The front door of the desk: lists of work, teams, bulk actions."""

from townline.casework.desk.errors import (
    BatchEmpty as BatchEmpty,
    BatchTooLarge as BatchTooLarge,
    BatchUndone as BatchUndone,
    DutyRefusal as DutyRefusal,
)
from townline.casework.desk.rules import (
    MOST as MOST,
    BatchAction as BatchAction,
    LineState as LineState,
)
from townline.casework.desk.selectors.batches import (
    BatchLineView as BatchLineView,
    BatchView as BatchView,
    batch_get as batch_get,
)
from townline.casework.desk.selectors.handover import handover as handover
from townline.casework.desk.selectors.team import (
    PersonLoad as PersonLoad,
    present_at as present_at,
    team_cases as team_cases,
    team_load as team_load,
    team_open as team_open,
)
from townline.casework.desk.selectors.work_list import (
    WorkItem as WorkItem,
    WorkKind as WorkKind,
    work_list as work_list,
)
from townline.casework.desk.services.batches import (
    BatchInput as BatchInput,
    batch_retention_rules as batch_retention_rules,
    batch_run as batch_run,
    batch_undo as batch_undo,
)
from townline.casework.desk.services.handover import handovers_run as handovers_run
