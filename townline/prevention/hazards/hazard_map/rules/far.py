"""What is seen from far away: near spots as one mark with their number, bends that stand out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from townline.prevention.hazards.hazard_map.rules.items import MapItem, MapItemKind
from townline.prevention.hazards.hazard_map.rules.mvt import EXTENT, Value

_CELL = EXTENT // 8  # 64 pixels of a tile of 512

# How far right and down in its cell the mark of several stands where both kinds are.
_CORNERS = {MapItemKind.OPEN: 0.27, MapItemKind.REPAIRED: 0.73}

type Step = tuple[int, int]
type Mark = tuple[int, Step, dict[str, Value]]


@dataclass(slots=True)
class Spots:
    """The spots of one tile by the cell of its grid that they lie in, each kind by itself."""

    _cells: dict[tuple[MapItemKind, int, int], list[tuple[MapItem, Step]]] = field(
        default_factory=dict
    )

    def add(self, item: MapItem, at: Step) -> None:
        """Take a spot; one beyond the tile's edge stands in the tile that it lies in."""
        if all(0 <= step < EXTENT for step in at):
            cell = (item.kind, at[0] // _CELL, at[1] // _CELL)
            self._cells.setdefault(cell, []).append((item, at))

    def marks(self, tags: Callable[[MapItem], dict[str, Value]]) -> Iterator[Mark]:
        """Give number, place and tags of each mark; several spots are one without a number."""
        for cell, found in self._cells.items():
            item, at = found[0]
            if len(found) == 1:
                yield item.number, at, tags(item)
                continue
            several: dict[str, Value] = {"cluster": 1, "point_count": len(found)}
            yield 0, self._stands(cell, found), {"kind": tags(item)["kind"], **several}

    def _stands(
        self, cell: tuple[MapItemKind, int, int], found: list[tuple[MapItem, Step]]
    ) -> Step:
        """Give the middle of several; beside those of another kind a corner of their cell."""
        kind, right, down = cell
        if all((other, right, down) not in self._cells for other in _CORNERS if other != kind):
            steps = [at for _, at in found]
            x, y = (sum(at[way] for at in steps) // len(steps) for way in (0, 1))
            return x, y
        part = _CORNERS[kind]
        return round((right + part) * _CELL), round((down + part) * _CELL)


def straight(steps: list[Step], bend: int) -> list[Step]:
    """Leave out bends that stand out less than ``bend`` steps (Douglas and Peucker); keep ends."""
    retained, open_ = {0, len(steps) - 1}, [(0, len(steps) - 1)]
    while open_:
        first, last = open_.pop()
        ends = steps[first], steps[last]
        far = ((_distance(steps[at], *ends), at) for at in range(first + 1, last))
        distance, middle = max(far, default=(0.0, 0))
        if distance >= bend:
            retained.add(middle)
            open_ += [(first, middle), (middle, last)]
    return [steps[at] for at in sorted(retained)]


def _distance(at: Step, first: Step, last: Step) -> float:
    """Give how far a point lies from a stretch, in steps."""
    dx, dy = last[0] - first[0], last[1] - first[1]
    x, y = at[0] - first[0], at[1] - first[1]
    long = dx * dx + dy * dy
    part = min(1.0, max(0.0, (x * dx + y * dy) / long)) if long else 0.0
    return float(((x - part * dx) ** 2 + (y - part * dy) ** 2) ** 0.5)
