"""Who knows what a briefing tells; ``config/wiring.py`` fills it in."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from townline.platform.core.ports import Port
from townline.platform.departments.api import Viewer
from townline.prevention.policy.briefings.rules.facts import WHOLE, Fact
from townline.prevention.policy.briefings.rules.weeks import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPeriod:
    """A week, as moments of the district. ``now``: when it is told.

    ``above``: the departments above each, itself included: to whom what it has is said as well.
    """

    week: Week
    since: dt.datetime
    until: dt.datetime
    now: dt.datetime
    above: Mapping[str, Sequence[str]]

    def scopes(self, departments: Iterable[str | None]) -> list[str]:
        """Say to whom something of these departments is told."""
        found = {WHOLE: None}
        for department in departments:
            found |= dict.fromkeys(self.above.get(department or "", ()))
        return list(found)

    def alone(self, scope: str) -> bool:
        """Say whether nothing lies below a department, so that lists narrowed to it show all."""
        return sum(scope in above for above in self.above.values()) == 1


@dataclass(frozen=True, slots=True)
class Source:
    """What one room tells. ``facts``: for all scopes at once, a fixed number of queries.

    ``opens``: whether a viewer may open what its sentences lead to. ``again``: gives the counts of
    a week once more, by ``Fact.key``; None: its facts are of the moment when they were told.
    """

    name: str
    facts: Callable[[BriefingPeriod], Iterable[Fact]]
    opens: Callable[[Viewer], bool]
    again: Callable[[BriefingPeriod], Mapping[tuple[str, str, str], int]] | None = None


# In the order in which their facts stand within a section.
SOURCES: Port[Sequence[Source]] = Port("the sources of a week's briefing")
