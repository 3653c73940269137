"""The front door of warnings: what other rooms and pages may call."""

from townline.prevention.warnings.errors import (
    NobodyToWarn,
    UnknownWarningDong,
    UnknownWarningKind,
    WarningCode,
    WarningNotFound,
    WarningPhone,
    WarningTooOften,
    WordsWithoutStop,
)
from townline.prevention.warnings.models import WarningNotice
from townline.prevention.warnings.rules.names import WARNING
from townline.prevention.warnings.selectors.history import (
    SentWarning,
    history,
    sent_warnings,
    warning_of,
)
from townline.prevention.warnings.selectors.lists import (
    lists,
    spread,
    uninvited_households,
    warning_recipients,
)
from townline.prevention.warnings.selectors.words import (
    dong_name,
    dongs,
    example,
    kind_name,
    warning_settings,
)
from townline.prevention.warnings.services.persons import person_part, retention_rules
from townline.prevention.warnings.services.subscribing import (
    graded_follow,
    stopped_leave,
    subscription_begin,
    subscription_finish,
    subscription_put,
    warning_claim,
)
from townline.prevention.warnings.services.writing import (
    households_invite,
    warning_kind,
    warning_write,
)

__all__ = [
    "WARNING",
    "NobodyToWarn",
    "SentWarning",
    "UnknownWarningDong",
    "UnknownWarningKind",
    "WarningCode",
    "WarningNotFound",
    "WarningNotice",
    "WarningPhone",
    "WarningTooOften",
    "WordsWithoutStop",
    "dong_name",
    "dongs",
    "example",
    "graded_follow",
    "history",
    "households_invite",
    "kind_name",
    "lists",
    "person_part",
    "retention_rules",
    "sent_warnings",
    "spread",
    "stopped_leave",
    "subscription_begin",
    "subscription_finish",
    "subscription_put",
    "uninvited_households",
    "warning_claim",
    "warning_kind",
    "warning_of",
    "warning_recipients",
    "warning_settings",
    "warning_write",
]  # fmt: skip
