"""What each role sees of today, in which order."""

from dataclasses import dataclass

from townline.platform.departments.api import Role


@dataclass(frozen=True, slots=True)
class Layout:
    """Names of parts: their figures in one line, then wide cards, then those beside them."""

    tiles: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    side: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Give each part once, in the order in which its sentence counts."""
        return tuple(dict.fromkeys((*self.wide, *self.tiles, *self.side)))


# What waits to be answered for by the mayor comes first, then danger, then what is late.
_MORNING = Layout(
    tiles=("approvals", "dangers", "late", "on_time"),
    wide=("approvals", "departments"),
    side=("commitments", "late_policy", "themes"),
)
LAYOUTS: dict[Role, Layout] = {
    Role.MAYOR: _MORNING,
    Role.DEPUTY: _MORNING,
    Role.CLERK: Layout(
        tiles=("dangers", "unsorted", "soon", "returned", "arrivals"),
        wide=("dangers", "unsorted", "soon"),
        side=("returned", "departments", "duty"),
    ),
    Role.OFFICER: Layout(
        tiles=("own", "visits", "hazards", "inputs", "own_commitments"),
        wide=("own", "inputs", "own_commitments"),
        side=("visits", "hazards"),
    ),
    Role.HEAD: Layout(
        tiles=("team", "unassigned", "team_inputs", "on_time"),
        wide=("team", "team_inputs"),
        side=("people", "decisions"),
    ),
    Role.AUDITOR: Layout(
        tiles=("access", "erasure", "dangers"),
        wide=("access", "dangers"),
        side=("erasure",),
    ),
}
# Who works where homes are surveyed or repaired sees first how far that is.
GROUND: dict[Role, Layout] = {
    Role.OFFICER: Layout(
        tiles=("cases", "case_visits"),
        wide=("survey", "works", "cases"),
        side=("case_visits",),
    ),
    Role.HEAD: Layout(
        tiles=("team", "on_time"),
        wide=("survey", "works", "team"),
        side=("decisions",),
    ),
}


def layout_of(role: Role, *, ground: bool) -> Layout | None:
    """Give what a role sees; ``ground``: of a department that surveys or repairs homes."""
    return (GROUND.get(role) if ground else None) or LAYOUTS.get(role)
