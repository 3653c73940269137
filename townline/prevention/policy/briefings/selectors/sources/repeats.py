"""What repeats: the same complaint of the same resident, cases opened again, themes over years."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from townline.casework.cases import api as cases
from townline.casework.cases.api import CaseBrief
from townline.casework.classification import api as classification
from townline.prevention.policy.briefings.ports import BriefingPeriod, Source
from townline.prevention.policy.briefings.rules.facts import Fact, Names, Section
from townline.prevention.policy.briefings.rules.usual import rises
from townline.prevention.policy.briefings.selectors.sources.telling import by_scope, reads
from townline.prevention.policy.themes import api as themes

CASES, THEMES = "repeats", "themes"
_STALE_DAYS = 45  # after which a run of themes tells nothing of this week
_LEAST = 3  # texts without which a theme is no news


def repeats() -> Source:
    """Tell what came again; two queries."""
    return Source(
        CASES, _facts, reads, lambda period: {fact.key: fact.n for fact in _facts(period)}
    )


def _facts(period: BriefingPeriod) -> Iterator[Fact]:
    times, again = classification.repeated_cases(period.since, period.until)
    yield from _repeat_facts(period, "complained_again", again, times=times)
    yield from _repeat_facts(period, "reopened", cases.reopened_in(period.since, period.until))


def _repeat_facts(
    period: BriefingPeriod, name: str, rows: Sequence[CaseBrief], **more: int
) -> Iterator[Fact]:
    for scope, mine in by_scope(period, ((row.department, row) for row in rows)).items():
        yield Fact(
            scope=scope, source=CASES, section=Section.REPEATS, name=name, n=len(mine),
            more=more, cases=tuple(row.id for row in mine), settled=True,
        )  # fmt: skip


def recurring_themes() -> Source:
    """Tell of themes, as the last run found them; three queries.

    Whoever reads cases reads all themes; their texts are those of cases that they see.
    """
    return Source(THEMES, _themes, reads)


def _themes(period: BriefingPeriod) -> Iterator[Fact]:
    run = themes.last_run()
    if run is None or run.at >= period.now or (period.until - run.at).days > _STALE_DAYS:
        return
    last = min(period.week.last, run.at.astimezone(period.since.tzinfo).date())
    known, rows = themes.themes_lately(last)
    for scope, mine in by_scope(period, ((row.department, row) for row in rows)).items():
        counts: dict[int, Counter[int]] = defaultdict(Counter)
        for row in mine:
            counts[row.theme][row.back] += row.number
        lately = sorted(counts, key=lambda number: (-counts[number][0], number))
        weeks = 1 + max((back for count in counts.values() for back in count), default=0)
        for number in lately:
            yield from _theme(scope, known[number], counts[number], weeks)


def _theme(scope: str, theme: themes.Theme, counts: Counter[int], known: int) -> Iterator[Fact]:
    count, past = counts[0], [counts[back] for back in range(themes.TIMES - 1, 0, -1)]
    usual_count = rises(count, past, known=min(known - 1, len(past)))
    make = partial(
        Fact, scope=scope, source=THEMES, about=str(theme.pk), n=count,
        link=f"/insights/themes/{theme.pk}/",
    )  # fmt: skip
    if usual_count is not None:
        rising: dict[str, int | str | Names] = {"theme": theme.title, "usual": usual_count}
        yield make(section=Section.RISES, name="theme_rises", more=rising)
    elif theme.kind == themes.ThemeKind.CHRONIC and count >= _LEAST:
        recurring: dict[str, int | str | Names] = {"theme": theme.title, "years": len(theme.years)}
        yield make(section=Section.REPEATS, name="theme_recurs", more=recurring)
