"""The front door of the orders, acceptance and progress of works."""

from townline.prevention.works.progress.errors import (
    DueInPast as DueInPast,
    NothingChosen as NothingChosen,
    PastGuarantee as PastGuarantee,
    PhotoFirst as PhotoFirst,
    RoundNotFound as RoundNotFound,
    WorkBegun as WorkBegun,
    WorksOrderNotFound as WorksOrderNotFound,
)
from townline.prevention.works.progress.rules.asks import (
    AskKind as AskKind,
    TroubleKind as TroubleKind,
)
from townline.prevention.works.progress.rules.effect import (
    Effect as Effect,
    Home as Home,
    effect as effect,
)
from townline.prevention.works.progress.rules.remarks import KIND as KIND
from townline.prevention.works.progress.rules.season import (
    next_season as next_season,
    season_day as season_day,
)
from townline.prevention.works.progress.rules.spot import (
    SpotStep as SpotStep,
    allowed_steps as allowed_steps,
)
from townline.prevention.works.progress.selectors.effects import effect_of as effect_of
from townline.prevention.works.progress.selectors.household import home_works as home_works
from townline.prevention.works.progress.selectors.lists import (
    orderable as orderable,
    orders as orders,
    payable as payable,
)
from townline.prevention.works.progress.selectors.progress import (
    ProgressFilters as ProgressFilters,
    Sum as Sum,
    WorksProgress as WorksProgress,
    read_progress as read_progress,
)
from townline.prevention.works.progress.selectors.sums import sums_adrift as sums_adrift
from townline.prevention.works.progress.selectors.weekly import (
    WorksFact as WorksFact,
    works_weekly as works_weekly,
)
from townline.prevention.works.progress.services.accepting import (
    measure_unpaid as measure_unpaid,
    measures_paid as measures_paid,
    spot_add as spot_add,
    spot_import as spot_import,
    trouble_add as trouble_add,
    work_photo_release as work_photo_release,
)
from townline.prevention.works.progress.services.answering import work_asker as work_asker
from townline.prevention.works.progress.services.asking import visits_ask as visits_ask
from townline.prevention.works.progress.services.ordering import (
    defect_order as defect_order,
    item_followed as item_followed,
    order_followed as order_followed,
    order_port as order_port,
    refusal_settle as refusal_settle,
    works_order as works_order,
    works_order_cancel as works_order_cancel,
    works_order_renew as works_order_renew,
    works_reorder as works_reorder,
)
from townline.prevention.works.progress.services.persons import (
    person_part as person_part,
    retention_rules as retention_rules,
)
from townline.prevention.works.progress.services.summing import (
    sums_fold as sums_fold,
    sums_mend as sums_mend,
)
from townline.prevention.works.progress.services.yearly_checks import (
    check_followed as check_followed,
    notify_checks as notify_checks,
    plan_checks as plan_checks,
    round_assign as round_assign,
)
