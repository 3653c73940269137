"""Reads what a plan is made from, and names all that is wrong with it."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from townline.prevention.works.planning.rules.shapes import ObjectInput, PlanningInput

MOST = 50  # mistakes that are told
_MOST_NEEDS = 20_000
_LEAP = 2024


class BadInput(ValueError):
    """The input cannot be used. ``problems``: each names the place, the value and what is taken."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(self.problems))


def read(text: str | bytes) -> PlanningInput:
    """Read a file's text. Raises BadInput."""
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise BadInput([f"not UTF-8 from byte {error.start} on"]) from None
    except (ValueError, RecursionError) as error:
        raise BadInput([f"not JSON: {error}"]) from None
    return parse_input(found)


def parse_input(found: object) -> PlanningInput:
    """Read what a JSON text holds. Raises BadInput."""
    try:
        made = PlanningInput.model_validate(found)
    except ValidationError as error:
        raise BadInput(_shape(error, found)) from None
    problems = list(_sense(made))
    if problems:
        raise BadInput(problems)
    return made


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f'"{name}" stands twice in one object')
    return dict(pairs)


def _shape(error: ValidationError, found: object) -> list[str]:
    lines = [
        f"{_place(each['loc'], found)}: {_words(each)}" for each in error.errors(include_url=False)
    ]
    return [*lines[:MOST], *([f"and {len(lines) - MOST} more"] if len(lines) > MOST else [])]


_MESSAGES = {
    "missing": "is missing",
    "extra_forbidden": "no field of this name",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "greater_than_equal": "a number from {ge:g}",
    "less_than_equal": "a number up to {le:g}",
    "greater_than": "a number above {gt:g}",
    "literal_error": "one of {expected}",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "int_parsing": "a whole number",
    "string_type": "a text",
    "string_too_short": "a text that is not empty",
    "string_too_long": "at most {max_length} letters",
    "too_short": "at least {min_length} of them",
    "too_long": "at most {max_length} of them",
    "tuple_type": "a list",
    "dict_type": "a JSON object",
    "model_type": "a JSON object",
    "model_attributes_type": "a JSON object",
    "date_from_datetime_parsing": "a date as 2027-03-01",
    "date_parsing": "a date as 2027-03-01",
    "date_type": "a date as 2027-03-01",
}


def _words(error: ErrorDetails) -> str:
    ours = _MESSAGES.get(error["type"])
    message = ours.format_map(error.get("ctx", {})) if ours else error["msg"]
    value = error["input"]
    plain = isinstance(value, str | int | float | bool | None)
    return (
        message
        if error["type"] in {"missing", "extra_forbidden"} or not plain
        else (f"{message}, not {value!r}")
    )


def _place(path: tuple[int | str, ...], found: object) -> str:
    """Name a place as objects[3] (H-0012).needs[1].cost."""
    words, here = "", found
    for step in path:
        if isinstance(step, int) and isinstance(here, list) and step < len(here):
            here = here[step]
            named = here.get("id") if isinstance(here, dict) else None
            words += f"[{step}]" + (f" ({named})" if isinstance(named, str) else "")
        elif isinstance(step, str) and isinstance(here, dict):
            here = here.get(step)
            words += f".{step}" if words else step
    return words or "the file"


def _sense(made: PlanningInput) -> Iterator[str]:
    yield from _duplicates("years", (str(year) for year in made.years))
    if list(made.years) != sorted(made.years):
        yield f"years: in order, not {list(made.years)}"
    for name in ("seasons", "kinds", "sources", "objects"):
        yield from _duplicates(name, (each.id for each in getattr(made, name)))
    yield from _duplicates("needs", (need_id(each, at) for each, at in needs(made)))
    if sum(len(each.needs) for each in made.objects) > _MOST_NEEDS:
        yield f"objects: at most {_MOST_NEEDS:,} needs together"
    yield from _duplicates("budgets", (f"{b.year} {b.source}" for b in made.budgets))
    yield from _duplicates(
        "crew_days", (f"{c.year} {c.season or ''}".strip() for c in made.crew_days)
    )
    yield from _seasons(made)
    yield from _names(made)
    yield from _prices(made)
    for at, each in enumerate(made.minimums):
        if (each.measures is None) == (each.won is None):
            yield f"minimums[{at}]: either measures or won"


def needs(made: PlanningInput) -> Iterator[tuple[ObjectInput, int]]:
    """Give every need by its object and its place there."""
    for each in made.objects:
        for at in range(len(each.needs)):
            yield each, at


def need_id(thing: ObjectInput, at: int) -> str:
    need = thing.needs[at]
    return need.id or f"{thing.id}/{need.kind}"


def _duplicates(where: str, names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    reported: set[str] = set()
    for name in names:
        if name in seen and name not in reported:
            reported.add(name)
            yield f"{where}: {name} stands twice"
        seen.add(name)


def _seasons(made: PlanningInput) -> Iterator[str]:
    before = ""
    for at, each in enumerate(made.seasons):
        where = f"seasons[{at}] ({each.id})"
        try:
            for text in (each.first, each.last):
                date.fromisoformat(f"{_LEAP}-{text}")
        except ValueError:
            yield f"{where}: a month and a day as 06-20, not {each.first}, {each.last}"
            continue
        if each.last < each.first:
            yield f"{where}: ends in the year it begins in; make two of it"
        if each.first <= before:
            yield f"{where}: begins after the season before it has ended ({before})"
        before = each.last


def _names(made: PlanningInput) -> Iterator[str]:
    """Name every year, season, kind, source, dong and group that stands nowhere else."""
    years = {str(year) for year in made.years}
    known = {
        "year": years,
        "season": {each.id for each in made.seasons},
        "kind": {each.id for each in made.kinds},
        "source": sources(made),
        "dong": {each.dong for each in made.objects},
        "group": {each.group for each in made.objects if each.group},
    }
    for where, what, name in _used(made):
        if name is not None and name not in known[what]:
            yield f"{where}: unknown {what} {name}; known are {_list(known[what])}"


def sources(made: PlanningInput) -> set[str]:
    """Give who pays: as said, or whoever has a budget."""
    return {each.id for each in made.sources} or {each.source for each in made.budgets}


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names)[:20]) or "none"


def _used(made: PlanningInput) -> Iterator[tuple[str, str, str | None]]:
    yield from _used_by_limits(made)
    yield from _used_by_lists(made)
    yield from _used_by_objects(made)


def _used_by_limits(made: PlanningInput) -> Iterator[tuple[str, str, str | None]]:
    for at, budget in enumerate(made.budgets):
        yield f"budgets[{at}].year", "year", str(budget.year)
        yield f"budgets[{at}].source", "source", budget.source
    for at, crew in enumerate(made.crew_days):
        yield f"crew_days[{at}].year", "year", str(crew.year)
        yield f"crew_days[{at}].season", "season", crew.season
    for at, least in enumerate(made.minimums):
        yield f"minimums[{at}].dong", "dong", least.dong
        yield f"minimums[{at}].year", "year", str(least.year) if least.year else None
    for at, until in enumerate(made.deadlines):
        yield f"deadlines[{at}].by", "year", str(until.by)
        yield f"deadlines[{at}].season", "season", until.season
        yield f"deadlines[{at}].group", "group", until.group


def _used_by_lists(made: PlanningInput) -> Iterator[tuple[str, str, str | None]]:
    for at, kind in enumerate(made.kinds):
        for season in kind.seasons or ():
            yield f"kinds[{at}] ({kind.id}).seasons", "season", season
    for at, source in enumerate(made.sources):
        for name in source.kinds or ():
            yield f"sources[{at}] ({source.id}).kinds", "kind", name
        for name in source.dongs or ():
            yield f"sources[{at}] ({source.id}).dongs", "dong", name


def _used_by_objects(made: PlanningInput) -> Iterator[tuple[str, str, str | None]]:
    for number, thing in enumerate(made.objects):
        for at, need in enumerate(thing.needs):
            where = f"objects[{number}] ({thing.id}).needs[{at}]"
            yield f"{where}.kind", "kind", need.kind if made.kinds else None
            if need.fixed:
                yield f"{where}.fixed.year", "year", str(need.fixed.year)
                yield f"{where}.fixed.season", "season", need.fixed.season
                yield f"{where}.fixed.source", "source", need.fixed.source


def _prices(made: PlanningInput) -> Iterator[str]:
    priced = {each.id for each in made.kinds if each.cost is not None}
    for number, thing in enumerate(made.objects):
        for at, need in enumerate(thing.needs):
            if need.cost is None and need.kind not in priced:
                yield (
                    f"objects[{number}] ({thing.id}).needs[{at}]: no price; "
                    f"give it a cost in won, or the kind {need.kind}"
                )
