"""The front door of the orders, acceptance and progress of works."""

from townline.prevention.works_progress.errors import (
    DueInPast,
    NothingChosen,
    PastGuarantee,
    PhotoFirst,
    RoundNotFound,
    WorkBegun,
    WorksOrderNotFound,
)
from townline.prevention.works_progress.rules.asks import AskKind, TroubleKind
from townline.prevention.works_progress.rules.effect import Effect, Home, effect
from townline.prevention.works_progress.rules.remarks import KIND
from townline.prevention.works_progress.rules.season import next_season, season_day
from townline.prevention.works_progress.rules.spot import SpotStep, allowed_steps
from townline.prevention.works_progress.selectors.effects import effect_of
from townline.prevention.works_progress.selectors.household import home_works
from townline.prevention.works_progress.selectors.lists import orderable, orders, payable
from townline.prevention.works_progress.selectors.progress import (
    ProgressFilters,
    Sum,
    WorksProgress,
    read_progress,
)
from townline.prevention.works_progress.selectors.sums import sums_adrift
from townline.prevention.works_progress.selectors.weekly import WorksFact, works_weekly
from townline.prevention.works_progress.services.accepting import (
    measure_unpaid,
    measures_paid,
    spot_add,
    spot_import,
    trouble_add,
    work_photo_release,
)
from townline.prevention.works_progress.services.answering import work_asker
from townline.prevention.works_progress.services.asking import visits_ask
from townline.prevention.works_progress.services.ordering import (
    defect_order,
    item_followed,
    order_followed,
    order_port,
    refusal_settle,
    works_order,
    works_order_cancel,
    works_order_renew,
    works_reorder,
)
from townline.prevention.works_progress.services.persons import person_part, retention_rules
from townline.prevention.works_progress.services.rounds import (
    check_followed,
    notify_checks,
    plan_checks,
    round_assign,
)
from townline.prevention.works_progress.services.summing import sums_fold, sums_mend

__all__ = [
    "KIND",
    "AskKind",
    "DueInPast",
    "Effect",
    "Home",
    "NothingChosen",
    "PastGuarantee",
    "PhotoFirst",
    "ProgressFilters",
    "RoundNotFound",
    "SpotStep",
    "Sum",
    "TroubleKind",
    "WorkBegun",
    "WorksFact",
    "WorksOrderNotFound",
    "WorksProgress",
    "allowed_steps",
    "check_followed",
    "defect_order",
    "effect",
    "effect_of",
    "home_works",
    "item_followed",
    "measure_unpaid",
    "measures_paid",
    "next_season",
    "notify_checks",
    "order_followed",
    "order_port",
    "orderable",
    "orders",
    "payable",
    "person_part",
    "plan_checks",
    "read_progress",
    "refusal_settle",
    "retention_rules",
    "round_assign",
    "season_day",
    "spot_add",
    "spot_import",
    "sums_adrift",
    "sums_fold",
    "sums_mend",
    "trouble_add",
    "visits_ask",
    "work_asker",
    "work_photo_release",
    "works_order",
    "works_order_cancel",
    "works_order_renew",
    "works_reorder",
    "works_weekly",
]
