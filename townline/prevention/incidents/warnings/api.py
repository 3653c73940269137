"""The front door of warnings: what other rooms and pages may call."""

from townline.prevention.incidents.warnings.errors import (
    NobodyToWarn as NobodyToWarn,
    UnknownWarningDong as UnknownWarningDong,
    UnknownWarningKind as UnknownWarningKind,
    WarningCode as WarningCode,
    WarningNotFound as WarningNotFound,
    WarningPhone as WarningPhone,
    WarningTooOften as WarningTooOften,
    WordsWithoutStop as WordsWithoutStop,
)
from townline.prevention.incidents.warnings.models import WarningNotice as WarningNotice
from townline.prevention.incidents.warnings.rules import WARNING as WARNING
from townline.prevention.incidents.warnings.safety_lists import safety_lists as safety_lists
from townline.prevention.incidents.warnings.selectors import (
    SentWarning as SentWarning,
    dong_name as dong_name,
    dongs as dongs,
    example as example,
    history as history,
    kind_name as kind_name,
    lists as lists,
    sent_warnings as sent_warnings,
    spread as spread,
    uninvited_households as uninvited_households,
    warning_of as warning_of,
    warning_recipients as warning_recipients,
    warning_settings as warning_settings,
)
from townline.prevention.incidents.warnings.services.persons import (
    person_part as person_part,
    retention_rules as retention_rules,
)
from townline.prevention.incidents.warnings.services.subscribing import (
    graded_follow as graded_follow,
    stopped_leave as stopped_leave,
    subscription_begin as subscription_begin,
    subscription_finish as subscription_finish,
    subscription_put as subscription_put,
    warning_claim as warning_claim,
)
from townline.prevention.incidents.warnings.services.writing import (
    households_invite as households_invite,
    warning_kind as warning_kind,
    warning_write as warning_write,
)
