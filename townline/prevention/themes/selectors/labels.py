"""What kinds, trends and seasons are called on pages."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from townline.prevention.themes.rules.kinds import ThemeKind, Trend

KINDS: dict[ThemeKind, tuple[str, str, Promise]] = {
    ThemeKind.CHRONIC: ("overdue", "warning", pgettext_lazy("theme", "상시 반복")),
    ThemeKind.CAMPAIGN: ("clock", "calm", pgettext_lazy("theme", "일시적")),
    ThemeKind.COPIED: ("people", "calm", pgettext_lazy("theme", "복사된 청원")),
    ThemeKind.OPEN: ("ring", "calm", pgettext_lazy("theme", "판단 유보")),
}
TRENDS: dict[Trend, Promise] = {
    Trend.RISING: pgettext_lazy("theme", "늘어남"),
    Trend.FALLING: pgettext_lazy("theme", "줄어듦"),
    Trend.STEADY: pgettext_lazy("theme", "비슷함"),
    Trend.UNKNOWN: pgettext_lazy("theme", "아직 모름"),
}


def season_words(months: Sequence[int]) -> str:
    """Write months that follow one another: ``12~2월``; "" for none."""
    if not months:
        return ""
    return gettext("%(first)s~%(last)s월") % {"first": months[0], "last": months[-1]}
