"""Small pictures of figures, as numbers for SVG: no script, colours from the page."""

from dataclasses import dataclass

from townline.casework.today.ports import Bar

_ROUND = 119.4  # the circumference of a ring with a radius of 19
_FULL = 100
# The parts of a bar, as the kit colours them.
KINDS = ("late", "soon", "")


@dataclass(frozen=True, slots=True)
class BarPiece:
    """A part of a bar in per cent: what it counts, where it begins, how long it is."""

    kind: str
    x: float
    width: float


def pieces(bar: Bar, most: int) -> list[BarPiece]:
    """Lay what is late, due soon and the rest behind one another; ``most`` fills the bar."""
    found: list[BarPiece] = []
    begin = 0.0
    for kind, number in zip(KINDS, (bar.late, bar.soon, bar.rest), strict=True):
        width = round(_FULL * number / most, 1)
        if number:
            found.append(BarPiece(kind, round(begin, 1), width))
        begin += width
    return found


def arc(share: float) -> str:
    """Give the dashes of a ring that is so full."""
    return f"{min(max(share, 0.0), 1.0) * _ROUND:.1f} {_ROUND}"
