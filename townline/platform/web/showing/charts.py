"""Charts drawn as SVG on the server: no script, the same on paper, colours from the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 600, 240
WIDE = 1200  # of a chart that has a desk's whole page
LEFT, RIGHT, TOP, BOTTOM = 46, 34, 22, 28
_LABELS = 7
_LOWEST = 0.5


@dataclass(frozen=True, slots=True)
class ChartMark:
    """Something at a place of the drawing."""

    x: float
    y: float
    words: str = ""
    height: float = 0
    width: float = 0

    @property
    def text_y(self) -> float:
        """Where words stand that belong to a line at this height."""
        return self.y + 4


def draw(template: str, width: int = WIDTH, **context: object) -> SafeString:
    """Fill one of the drawings, ``web/<template>.svg``."""
    sizes = {"width": width, "height": HEIGHT, "left": LEFT, "right": width - RIGHT}
    base = {"base": HEIGHT - BOTTOM}
    # What fills it are numbers of ours and names that the template escapes.
    svg = render_to_string(f"web/{template}.svg", sizes | base | context)
    return mark_safe(svg)  # noqa: S308 -- as just said


def share_line(
    names: Sequence[str], shares: Sequence[float | None], label: str, *, width: int = WIDTH
) -> SafeString:
    """Draw shares (0 to 1) over time; a piece without any leaves a gap.

    What is empty before the first and after the last share is not drawn.
    """
    part = known_part(shares)
    names, shares = names[part], shares[part]
    known = [share for share in shares if share is not None]
    low = _LOWEST if min(known, default=1) >= _LOWEST else 0.0  # so that steps are round
    points = [
        None
        if share is None
        else ChartMark(_x(at, len(shares), width), _y((share - low) / (1 - low)))
        for at, share in enumerate(shares)
    ]
    ticks = [low + (1 - low) * n / 5 for n in range(6)]
    return draw(
        "line",
        width,
        label=label,
        grid=[ChartMark(LEFT, _y((t - low) / (1 - low)), f"{round(100 * t)}%") for t in ticks],
        runs=[" ".join(f"{p.x:.1f},{p.y:.1f}" for p in run) for run in _runs(points)],
        dots=[point for point in points if point],
        said=_share_labels(points, shares),
        names=axis_names(names, width),
    )


def known_part(values: Sequence[object]) -> slice:
    """Give what lies from the first to the last value that is there; all where none is."""
    known = [at for at, value in enumerate(values) if value is not None]
    return slice(known[0], known[-1] + 1) if known else slice(None)


def _x(at: int, number: int, width: int = WIDTH) -> float:
    room = width - LEFT - RIGHT
    return LEFT + room * (at + 0.5) / max(number, 1)


def _y(part: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part


def _runs(points: Sequence[ChartMark | None]) -> list[list[ChartMark]]:
    runs: list[list[ChartMark]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _share_labels(
    points: Sequence[ChartMark | None], shares: Sequence[float | None]
) -> list[ChartMark]:
    """Write the lowest and the last share beside their points."""
    known = [(share, at) for at, share in enumerate(shares) if share is not None]
    if not known:
        return []
    wanted = {min(known)[1]: 18, known[-1][1]: -9}
    found = []
    for at, move in wanted.items():
        point, share = points[at], shares[at]
        if point is not None and share is not None:
            y = point.y + move if point.y + move < HEIGHT - BOTTOM else point.y - 9
            found.append(ChartMark(point.x, y, f"{round(100 * share)}%"))
    return found


def axis_names(names: Sequence[str], width: int = WIDTH) -> list[ChartMark]:
    """Place the names under a chart, as many as there is room for."""
    every = max(1, -(-len(names) // (_LABELS * width // WIDTH)))
    return [
        ChartMark(_x(at, len(names), width), HEIGHT - 8, name)
        for at, name in enumerate(names)
        if at % every == 0
    ]


def count_bars(names: Sequence[str], counts: Sequence[int], label: str) -> SafeString:
    """Draw counts as bars, the largest with its number."""
    most = max([*counts, 1])
    wide = (WIDTH - LEFT - RIGHT) / max(len(counts), 1) * 0.72
    bars = [
        ChartMark(_x(at, len(counts)) - wide / 2, _y(count / most), str(count),
             HEIGHT - BOTTOM - _y(count / most), wide)
        for at, count in enumerate(counts)
    ]  # fmt: skip
    top = counts.index(max(counts)) if any(counts) else None
    labels = [] if top is None else [ChartMark(_x(top, len(counts)), TOP - 8, f"{most:,}")]
    return draw("bars", label=label, bars=bars, said=labels, names=axis_names(names))
