"""The versions of what is being written for cases, to know whether somebody has gone on since."""

from collections.abc import Callable, Sequence

# Case ids -> the version of what is written for each; where nothing is, the case is left out.
type Versions = Callable[[Sequence[int]], dict[int, int]]

_providers: list[Versions] = []


def fill(versions: Versions) -> None:
    """Say who knows what is being written."""
    _providers[:] = [versions]


def versions_of(*case_ids: int) -> dict[str, int]:
    """Give the versions by case, with keys as JSON keeps them; one query."""
    found = _providers[0](case_ids)
    return {str(case): version for case, version in found.items()}
