"""A home's states, the one table of allowed changes, and why a home is taken out of the list."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class HomeState(StrEnum):
    LISTED = "listed"  # not yet seen: to visit, also after nobody was home or it was refused
    EXCLUDED = "excluded"
    GRADED = "graded"


class Exclusion(StrEnum):
    """Why a home is taken out; every one needs evidence, save that two lines are one home."""

    NOT_LIVED_IN = "not_lived_in"
    DEMOLISHED = "demolished"
    NOT_EXISTING = "not_existing"
    OTHER_KIND = "other_kind"  # there is a home, but it is not below ground
    DUPLICATE = "duplicate"


class HomeEvent(Tagged):
    """What happens to a home."""

    LIST = "list", "home:entry:list"
    UPDATE = "update", "home:entry:update"
    EXCLUDE = "exclude", "home:entry:exclude"
    MERGE = "merge", "home:entry:merge"
    PUT_BACK = "put_back", "home:entry:put_back"
    GRADE = "grade", "home:grade:give"
    WITHDRAW = "withdraw", "home:grade:withdraw"


class VisitOutcome(StrEnum):
    """How a visit ended that gave no answers; the home stays to be visited."""

    NOBODY_HOME = "nobody_home"
    REFUSED = "refused"
    POSTPONED = "postponed"


_S, _E = HomeState, HomeEvent

TRANSITIONS: dict[tuple[HomeState, HomeEvent], HomeState] = {
    (_S.LISTED, _E.UPDATE): _S.LISTED,
    (_S.LISTED, _E.EXCLUDE): _S.EXCLUDED,
    (_S.LISTED, _E.MERGE): _S.EXCLUDED,
    (_S.LISTED, _E.GRADE): _S.GRADED,
    # Answers are corrected, rules change: graded anew.
    (_S.GRADED, _E.GRADE): _S.GRADED,
    (_S.GRADED, _E.UPDATE): _S.GRADED,
    (_S.GRADED, _E.WITHDRAW): _S.LISTED,
    # Empty since: what was graded may be taken out, and keeps its grade for when it is put back.
    (_S.GRADED, _E.EXCLUDE): _S.EXCLUDED,
    (_S.GRADED, _E.MERGE): _S.EXCLUDED,
    (_S.EXCLUDED, _E.UPDATE): _S.EXCLUDED,
}
PUT_BACK: dict[tuple[HomeState, HomeEvent], frozenset[HomeState]] = {
    (_S.EXCLUDED, _E.PUT_BACK): frozenset({_S.LISTED, _S.GRADED}),
}


def home_subject(home_id: int) -> str:
    """Name a home in the history: ``home:7``."""
    return f"home:{home_id}"
