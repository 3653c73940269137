"""The front door of themes: what comes again over months and years."""

from townline.prevention.themes.errors import ThemeNotFound
from townline.prevention.themes.models import Theme
from townline.prevention.themes.rules.kinds import ThemeKind, Trend
from townline.prevention.themes.selectors.lately import LATELY, TIMES, themes_lately
from townline.prevention.themes.selectors.themes import (
    ThemeDetail,
    ThemeFilters,
    last_run,
    run_due,
    theme_codes,
    theme_counts,
    theme_detail,
    theme_get,
    themes_list,
)
from townline.prevention.themes.services.running import (
    FIND,
    LEAST,
    RunFailed,
    themes_ask,
    themes_keep,
    themes_run,
)
from townline.prevention.themes.services.shaping import (
    theme_dismiss,
    theme_join,
    theme_name,
    theme_restore,
    theme_separate,
    theme_split,
    theme_unsplit,
)

__all__ = [
    "FIND",
    "LATELY",
    "LEAST",
    "TIMES",
    "RunFailed",
    "Theme",
    "ThemeDetail",
    "ThemeFilters",
    "ThemeKind",
    "ThemeNotFound",
    "Trend",
    "last_run",
    "run_due",
    "theme_codes",
    "theme_counts",
    "theme_detail",
    "theme_dismiss",
    "theme_get",
    "theme_join",
    "theme_name",
    "theme_restore",
    "theme_separate",
    "theme_split",
    "theme_unsplit",
    "themes_ask",
    "themes_keep",
    "themes_lately",
    "themes_list",
    "themes_run",
]  # fmt: skip
