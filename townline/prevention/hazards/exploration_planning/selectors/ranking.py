"""The list: every road section with its score and why; and how lists of before would have done."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from townline.platform.core import district
from townline.platform.geofiles.api import Feature
from townline.prevention.hazards.exploration_planning.models import Section
from townline.prevention.hazards.exploration_planning.rules import nearness, planning
from townline.prevention.hazards.exploration_planning.rules.backward import Lift, lift
from townline.prevention.hazards.exploration_planning.rules.factors import (
    Factor,
    Facts,
    Floats,
    Ints,
    Nearby,
    facts,
    values,
)
from townline.prevention.hazards.exploration_planning.rules.scoring import Clause, clauses, points
from townline.prevention.hazards.exploration_planning.selectors import ground
from townline.prevention.hazards.exploration_planning.selectors.ground import bounds, weights
from townline.prevention.hazards.exploration_planning.selectors.history import Events, events
from townline.prevention.hazards.exploration_planning.settings import WhereNext


@dataclass(frozen=True, slots=True)
class Ranking:
    """All sections as they stand today. ``order``: their places, the highest score first.

    ``shares``: what each factor adds to each score, in the order of ``FACTORS``.
    """

    told: WhereNext
    day: dt.date
    land: ground.Fixed
    near: Nearby
    events: Events
    known: Facts
    shares: Floats
    score: Floats
    order: Ints

    @property
    def sections(self) -> ground.Sections:
        return self.land.sections

    def why(self, at: int) -> list[Clause]:
        """Say why a section stands where it does."""
        return clauses(self.known, at, self.shares[at])


def ranking(
    settings: WhereNext, now: dt.datetime, custom_weights: Mapping[Factor, float] | None = None
) -> Ranking:
    """Make the list of now. ``custom_weights``: others than the district's, to compare."""
    day = now.astimezone(district.current().zone).date()
    happened = events(settings, now)
    found = ground.fixed_ground(settings)
    near = ground.nearby(found, settings, happened)
    # What came today counts today.
    known = facts(near, day + dt.timedelta(days=1), bounds(settings))
    shares = points(values(known, day, bounds(settings)), custom_weights or weights(settings))
    score = np.asarray(shares.sum(axis=1))
    order = np.argsort(-score, kind="stable")
    return Ranking(settings, day, found, near, happened, known, shares, score, order)


def plan_sections(
    made: Ranking, kilometres: float, *, inside: list[int], candidates: list[int]
) -> tuple[planning.SectionPlan, planning.SectionPlan]:
    """Give a plan that takes neighbours together, and beside it the plain list from the top.

    ``inside``, ``candidates``: places of sections that must be in it, or may.
    """
    found = made.sections
    land = planning.PlanGround(
        found.length,
        made.land.touching,
        nearness.ends_of(found.metres),
    )
    ways = [
        planning.plan(
            land, made.score, kilometres * 1000,
            inside=inside, candidates=candidates, together=together,
        )
        for together in (made.told.together, 0.0)
    ]  # fmt: skip
    return ways[0], ways[1]


def backward(
    made: Ranking, year: int, custom_weights: Mapping[Factor, float] | None = None
) -> Lift:
    """Hold the list of the first day of a year against the cavities that were found in it.

    Of the sections that were explored in the year only: elsewhere nobody would have found any.
    """
    first, bound = dt.date(year, 1, 1), bounds(made.told)
    shares = values(facts(made.near, first, bound), first, bound)
    score = np.asarray(points(shares, custom_weights or weights(made.told)).sum(axis=1))
    last = dt.date(year, 12, 31).toordinal()
    went = made.near.explored
    looked = np.unique(went.section[(went.day >= first.toordinal()) & (went.day <= last)])
    held = ground.found_under(made.land, made.events, made.told.reach.cavities, year)
    return lift(score[looked], made.sections.length[looked], held[looked])


def years_explored(made: Ranking) -> list[int]:
    """Give the years in which any section was explored, the latest first."""
    return sorted({dt.date.fromordinal(int(day)).year for day in np.unique(made.near.explored.day)},
                  reverse=True)  # fmt: skip


# Chosen sections, as lines for a file or a campaign.


def section_features(ids: Sequence[int]) -> list[Feature]:
    """Give sections with name and surface, in the order of ``ids``; one query."""
    found = Section.objects.in_bulk(ids)
    known = [found[number] for number in ids if number in found]
    return [
        Feature(
            at,
            shapely.from_wkb(bytes(section.shape)),
            {"surface": section.surface, "address": section.name},
        )
        for at, section in enumerate(known, 1)
    ]
