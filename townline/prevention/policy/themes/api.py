"""The front door of themes: what comes again over months and years."""

from townline.prevention.policy.themes.errors import ThemeNotFound as ThemeNotFound
from townline.prevention.policy.themes.models import Theme as Theme
from townline.prevention.policy.themes.rules.kinds import ThemeKind as ThemeKind, Trend as Trend
from townline.prevention.policy.themes.selectors import (
    LATELY as LATELY,
    TIMES as TIMES,
    ThemeDetail as ThemeDetail,
    ThemeFilters as ThemeFilters,
    last_run as last_run,
    run_due as run_due,
    theme_codes as theme_codes,
    theme_counts as theme_counts,
    theme_detail as theme_detail,
    theme_get as theme_get,
    themes_lately as themes_lately,
    themes_list as themes_list,
)
from townline.prevention.policy.themes.services.running import (
    FIND as FIND,
    LEAST as LEAST,
    RunFailed as RunFailed,
    themes_ask as themes_ask,
    themes_keep as themes_keep,
    themes_run as themes_run,
)
from townline.prevention.policy.themes.services.shaping import (
    theme_dismiss as theme_dismiss,
    theme_join as theme_join,
    theme_name as theme_name,
    theme_restore as theme_restore,
    theme_separate as theme_separate,
    theme_split as theme_split,
    theme_unsplit as theme_unsplit,
)
