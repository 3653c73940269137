"""The list's rows as pages and files show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.prevention.hazards.exploration_planning import api
from townline.prevention.hazards.exploration_planning.rules.planning import SectionPlan
from townline.prevention.hazards.exploration_planning.views.ranking_query import RankingQuery
from townline.prevention.hazards.exploration_planning.views.words import sentence, surface_words

PAGE = 50
_HIGH, _MIDDLE = 50, 30  # points


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section on the list. ``rank`` counts all sections; ``fixed``: in, out or "".

    ``group``: of a plan, 0 without one. ``kind``: of its mark on the map.
    """

    at: int
    id: int
    rank: int
    name: str
    dong: str
    surface: str
    length_m: float
    score: float
    why: str
    latitude: float
    longitude: float
    group: int
    fixed: str
    kind: str


@dataclass(frozen=True, slots=True)
class SectionList:
    """What an address shows: ``lines`` of ``number``; a plan with the plain list beside it."""

    lines: list[SectionLine]
    number: int
    plan: SectionPlan | None = None
    plain: SectionPlan | None = None


def list_sections(made: api.Ranking, query: RankingQuery, *, whole: bool = False) -> SectionList:
    """Give what a wish shows of the list; ``whole``: all of it, not a page."""
    matching = [at for at in made.order.tolist() if _fits(made, at, query)]
    if query.km is not None:
        return _plan_sections(made, query, matching)
    first = 0 if whole else (query.page - 1) * PAGE
    page = matching if whole else matching[first : first + PAGE]
    return SectionList(_lines(made, query, [(at, 0) for at in page]), len(matching))


def _fits(made: api.Ranking, at: int, query: RankingQuery) -> bool:
    rows = made.sections.rows
    return (not query.dong or rows["dong"][at] == query.dong) and (
        not query.surface or rows["surface"][at] == query.surface
    )


def _plan_sections(made: api.Ranking, query: RankingQuery, matching: list[int]) -> SectionList:
    places = {number: at for at, number in enumerate(made.sections.rows["id"])}
    inside = [places[number] for number in query.inside if number in places]
    outside = {places[number] for number in query.outside if number in places}
    able = [at for at in matching if at not in outside]
    plan, plain = api.plan_sections(made, query.km or 0.0, inside=inside, candidates=able)
    pairs = list(zip(plan.chosen, plan.group, strict=True))
    return SectionList(_lines(made, query, pairs), len(pairs), plan, plain)


def _lines(
    made: api.Ranking, query: RankingQuery, pairs: list[tuple[int, int]]
) -> list[SectionLine]:
    rank = np.empty(len(made.order), dtype=np.int64)
    rank[made.order] = np.arange(1, len(made.order) + 1)
    places = [at for at, _ in pairs]
    middles = shapely.line_interpolate_point(made.sections.degrees[places], 0.5, normalized=True)
    spots = shapely.get_coordinates(middles).tolist()
    words = surface_words()
    return [
        _line(made, query, pair, rank=int(rank[pair[0]]), spot=spot, words=words)
        for pair, spot in zip(pairs, spots, strict=True)
    ]


def _line(
    made: api.Ranking,
    query: RankingQuery,
    pair: tuple[int, int],
    *,
    rank: int,
    spot: list[float],
    words: dict[str, str],
) -> SectionLine:
    at, group = pair
    row = {name: column[at] for name, column in made.sections.rows.items()}
    score = float(made.score[at])
    fixed = "in" if row["id"] in query.inside else "out" if row["id"] in query.outside else ""
    return SectionLine(
        at=at,
        id=row["id"],
        rank=rank,
        name=row["name"],
        dong=dong_name(row["dong"], english=english()),
        surface=words[row["surface"]],
        length_m=row["length_m"],
        score=score,
        why=sentence(made.why(at), made.told),
        latitude=spot[1],
        longitude=spot[0],
        group=group,
        fixed=fixed,
        kind=colour(score),
    )


def colour(score: float) -> str:
    """Give the colour (and mark) of a score."""
    return "danger" if score >= _HIGH else "warning" if score >= _MIDDLE else "case"


def collection(made: api.Ranking, lines: Iterable[SectionLine]) -> dict[str, Any]:
    """Give lines as GeoJSON for the map."""
    features = [
        {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(made.sections.degrees[line.at]),
            "properties": {
                "id": str(line.id),
                "name": line.name,
                "colour": "primary" if line.kind == "case" else line.kind,
            },
        }
        for line in lines
    ]
    return {"type": "FeatureCollection", "features": features}
