"""One sentence for each chart: what it shows, before anybody reads a number off it."""

from django.utils.translation import gettext

from townline.platform.core.text.particles import settle
from townline.prevention.policy.insights.rules.measures import met_share, share
from townline.prevention.policy.insights.views.lines import (
    FigureLine,
    FigureTable,
    day_name,
    hour_name,
)

_FEW = 5
_OFFICE = range(9, 18)


def sentence(table: FigureTable) -> str:
    """Say what a table shows."""
    if sum(line.counted.came for line in table.lines) < _FEW:
        return gettext("자료가 아직 적습니다. 민원이 5건 이상이어야 합니다.")
    return _SENTENCES[table.key](table)


def percent(part: float | None) -> str:
    return "-" if part is None else f"{round(100 * part)}%"


def share_of_due(share: float | None, met: int | None, due: int | None) -> str:
    """Write a share with what it is of: those whose answer was due, not all that came."""
    if share is None or met is None or due is None:
        return percent(share)
    words = {"kept": f"{met:,}", "due": f"{due:,}", "share": percent(share)}
    return gettext("%(due)s건 중 %(kept)s건 (%(share)s)") % words


def _met_shares(table: FigureTable) -> list[tuple[float, FigureLine]]:
    known = ((met_share(line.counted), line) for line in table.lines)
    return [(part, line) for part, line in known if part is not None]


def _steps(table: FigureTable) -> str:
    known = _met_shares(table)
    if not known:
        return gettext("답변 기한이 지난 민원이 없습니다.")
    if len(known) == 1:  # its lowest is its last, as the figure beside says
        return ""
    (low, worst), (last_share, last) = min(known, key=lambda one: one[0]), known[-1]
    words = {
        "low": percent(low), "worst": worst.name, "share": percent(last_share), "last": last.name,
    }  # fmt: skip
    template = gettext(
        "가장 낮은 때는 %(worst)s(%(low)s)이고, 마지막 %(last)s은(는) %(share)s입니다."
    )
    return settle(template % words)


def _ranking_sentence(table: FigureTable) -> str:
    lines = [line for line in table.lines if line.known]
    most = max(lines or table.lines, key=lambda line: line.counted.came)
    known = [
        (part, line)
        for part, line in _met_shares(table)
        if line.known and line.counted.came >= _FEW
    ]
    if len(table.lines) == 1:
        return ""
    words = {"most": most.name, "count": f"{most.counted.came:,}"}
    if not known:
        return gettext("접수 최다: %(most)s(%(count)s건).") % words
    low, worst = min(known, key=lambda one: one[0])
    words |= {"worst": worst.name, "low": percent(low)}
    return (
        gettext("접수 최다: %(most)s(%(count)s건). 기한 내 답변율 최저: %(worst)s(%(low)s).")
        % words
    )


def _hours(table: FigureTable) -> str:
    counts = [line.counted.came for line in table.lines]
    top = counts.index(max(counts))
    words = {
        "hour": hour_name(top), "count": f"{counts[top]:,}",
        "share": percent(share(sum(counts[at] for at in _OFFICE), sum(counts))),
    }  # fmt: skip
    return (
        gettext(
            "%(hour)s부터 한 시간이 가장 많고(%(count)s건),"
            " 09시부터 18시까지가 전체의 %(share)s입니다."
        )
        % words
    )


def _weekdays(table: FigureTable) -> str:
    counts = [line.counted.came for line in table.lines]
    top, low = counts.index(max(counts)), counts.index(min(counts))
    words = {
        "top": day_name(top), "most": f"{counts[top]:,}",
        "low": day_name(low), "least": f"{counts[low]:,}",
    }  # fmt: skip
    template = gettext(
        "%(top)s이(가) 가장 많고(%(most)s건), %(low)s이(가) 가장 적습니다(%(least)s건)."
    )
    return settle(template % words)


_SENTENCES = {
    "steps": _steps,
    "departments": _ranking_sentence,
    "services": _ranking_sentence,
    "dongs": _ranking_sentence,
    "hours": _hours,
    "weekdays": _weekdays,
}
