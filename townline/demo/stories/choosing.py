"""Chooses what happens: written scenarios once each, then again at another place."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from townline.demo.stories.calendar import HistoryDay
from townline.demo.stories.scenarios import Material, Scenario
from townline.platform.core.models import Place

_DAYS_APART = 10  # between two uses of one scenario
_USES_ON_A_SNOW_DAY = 3
_ORDINARY_ON_A_SNOW_DAY = 0.15
_SNOW = "snow"


@dataclass(frozen=True, slots=True)
class Happening:
    """A scenario at a place, beginning at a moment."""

    at: dt.datetime
    scenario: Scenario
    place: Place


class Chooser:
    """Deals scenarios. Draw the latest days first: what people look at most is never repeated."""

    def __init__(self, material: Material, rng: random.Random) -> None:
        self._material, self._rng = material, rng
        self._deck = self._shuffled(material.ordinary)
        self._used_on: dict[str, list[dt.date]] = defaultdict(list)
        self._used_at: dict[str, set[str]] = defaultdict(set)

    def day(self, day: HistoryDay, until: dt.datetime) -> list[Happening]:
        """Choose for each moment of a day; what cannot be over by ``until`` is left out."""
        surge = self._surge_deck(day.surge_day)
        found = []
        for at in reversed(day.moments):
            hours = (until - at) / dt.timedelta(hours=1)
            snow_day = surge and self._rng.random() >= _ORDINARY_ON_A_SNOW_DAY
            scenario = self._first(surge if snow_day else self._deck, day, hours)
            place = self._place(scenario) if scenario else None
            if scenario is None or place is None:
                continue
            self._used_on[scenario.id].append(day.date)
            self._used_at[scenario.id].add(place.name_ko)
            found.append(Happening(at, scenario, place))
        return found

    def _surge_deck(self, surge_day: int) -> list[Scenario]:
        """Give a snow day's scenarios, then the repeatable ones again."""
        own = [s for s in self._material.surge if s.surge_day == surge_day]
        again = [s for s in own if s.repeatable]
        repeats = [again] * (_USES_ON_A_SNOW_DAY - 1) if own else []
        return [s for part in (own, *repeats) for s in self._shuffled(part)]

    def _first(self, deck: list[Scenario], day: HistoryDay, hours: float) -> Scenario | None:
        for at, scenario in enumerate(deck):
            if scenario.handling_hours < hours and self._suits(scenario, day):
                return deck.pop(at)
        if deck is not self._deck:
            return None
        self._deck += self._shuffled([s for s in self._material.ordinary if s.repeatable])
        fresh = (s for s in self._deck if s.handling_hours < hours and self._suits(s, day))
        found = next(fresh, None)
        if found is not None:
            self._deck.remove(found)
        return found

    def _suits(self, scenario: Scenario, day: HistoryDay) -> bool:
        if scenario.surge_day:
            return True
        if scenario.service == _SNOW and not day.snowy:
            return False
        used = self._used_on[scenario.id]
        return all(abs((day.date - date).days) >= _DAYS_APART for date in used)

    def _place(self, scenario: Scenario) -> Place | None:
        used = self._used_at[scenario.id]
        free = [p for p in self._material.places[scenario.fits] if p.name_ko not in used]
        return self._rng.choice(free) if free else None

    def _shuffled(self, scenarios: Iterable[Scenario]) -> list[Scenario]:
        deck = list(scenarios)
        self._rng.shuffle(deck)
        return deck
