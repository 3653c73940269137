"""How a kind of home is graded, as data: items by area, thresholds, what knocks a home out.

What stands here is checked so that a worse answer can never give a better grade: points rise or
fall with a measure throughout, and what knocks a home out for one answer does so for every worse.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator


@lru_cache(maxsize=1_024)
def exact(number: float) -> Fraction:
    """Take a number as it was written, not as binary fractions have it."""
    return Fraction(str(number))


type Answer = str | float | None
type Points = Annotated[float, Field(ge=0, le=100)]
type Weight = Annotated[float, Field(gt=0)]


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleWords(_Rule):
    """Words in both languages; ``{value}`` stands for the answer."""

    ko: str
    en: str

    def in_language(self, language: str, value: object = "") -> str:
        words = self.en if language == "en" else self.ko
        return words.replace("{value}", str(value))


class RuleStep(_Rule):
    """``points`` for a measure ``at_least`` (more is better) or ``at_most`` (less is better)."""

    at_least: float | None = None
    at_most: float | None = None
    points: Points

    @property
    def bound(self) -> float:
        return self.at_least if self.at_least is not None else self.at_most or 0.0


class RuleChoice(_Rule):
    """``points`` for one answer, and what is said of a home when it takes points away."""

    points: Points
    said: RuleWords


def with_choices_as_pairs(written: Any) -> Any:  # noqa: ANN401 -- JSON of any shape
    """Give data with the ``choices`` of its items as pairs, whose order the database keeps.

    An object of PostgreSQL's ``jsonb`` is sorted by the length of its keys.
    """
    if isinstance(written, list):
        return [with_choices_as_pairs(one) for one in written]
    if not isinstance(written, dict):
        return written
    found = {key: with_choices_as_pairs(value) for key, value in written.items()}
    if isinstance(choices := found.get("choices"), dict):
        found["choices"] = [list(pair) for pair in choices.items()]
    return found


class RuleItem(_Rule):
    """One thing that counts: the answer to ``question``, by ``choices`` or by ``steps``.

    A measure outside all steps has no points. What was not answered counts as the worst, and is
    said to be unknown; it knocks nothing out.
    """

    code: str
    area: str
    weight: Weight
    question: str
    name: RuleWords
    choices: Mapping[str, RuleChoice] = {}
    steps: tuple[RuleStep, ...] = ()
    said: RuleWords | None = None  # of a measure that takes points away
    hint: RuleWords | None = None  # how to look, shown in the form under its question
    unit: RuleWords | None = None  # of a measure, shown behind its name

    @field_validator("choices", mode="before")
    @classmethod
    def _from_pairs(cls, written: object) -> object:
        """Take choices as pairs too: a JSON object of the database forgets its order."""
        if isinstance(written, list) and all(
            isinstance(pair, list) and len(pair) == 2  # noqa: PLR2004 -- code and choice
            for pair in written
        ):
            return {str(code): choice for code, choice in written}
        return written

    def label(self, language: str) -> str:
        """Name the question in a form, with its unit."""
        name = self.name.in_language(language)
        return f"{name} ({self.unit.in_language(language)})" if self.unit else name

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.choices) == bool(self.steps):
            raise ValueError(f"item {self.code} has choices or steps, and not both")
        if self.steps:
            self._steps_in_order()
        return self

    def _steps_in_order(self) -> None:
        kinds = {(step.at_least is None, step.at_most is None) for step in self.steps}
        if len(kinds) != 1 or kinds <= {(True, True), (False, False)}:
            raise ValueError(f"the steps of item {self.code} all name at_least, or all at_most")
        if self.said is None:
            raise ValueError(f"item {self.code} needs words of what is said of its measure")
        ordered = sorted(self.steps, key=lambda step: step.bound, reverse=self.more_is_better)
        if list(self.steps) != ordered or len({step.bound for step in self.steps}) < len(ordered):
            raise ValueError(f"the steps of item {self.code} go from the best to the worst")
        points = [step.points for step in self.steps]
        if points != sorted(points, reverse=True):
            raise ValueError(f"a worse measure of item {self.code} would give more points")

    @property
    def more_is_better(self) -> bool:
        return bool(self.steps) and self.steps[0].at_least is not None


class Condition(_Rule):
    """An answer that is asked for: one of ``answers``, ``below`` or ``above`` a measure."""

    item: str
    answers: tuple[str, ...] = ()
    below: float | None = None
    above: float | None = None

    def holds(self, answer: Answer) -> bool:
        if answer is None:
            return False
        if self.answers:
            return answer in self.answers
        if isinstance(answer, str):
            return False
        if self.below is not None:
            return answer < self.below
        return self.above is not None and answer > self.above


class KnockOut(_Rule):
    """Where all conditions hold, the grade is at best ``to``."""

    code: str
    to: str
    when: Annotated[tuple[Condition, ...], Field(min_length=1)]


class RuleNeed(_Rule):
    """A measure that a home asks for where all conditions hold."""

    measure: str
    when: Annotated[tuple[Condition, ...], Field(min_length=1)]


class Threshold(_Rule):
    """A grade, and the points from which it is given."""

    grade: Annotated[str, Field(max_length=4)]
    points_from: Points


class Area(_Rule):
    code: str
    name: RuleWords
    weight: Weight


class RuleSet(_Rule):
    """One version of the rules. ``grades`` from the best to the worst, the last from 0 points."""

    grades: Annotated[tuple[Threshold, ...], Field(min_length=2)]
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]
    items: Annotated[tuple[RuleItem, ...], Field(min_length=1)]
    knock_outs: tuple[KnockOut, ...] = ()
    needs: tuple[RuleNeed, ...] = ()

    @cached_property
    def order(self) -> dict[str, int]:
        """Give each grade's place, 0 for the best."""
        return {each.grade: place for place, each in enumerate(self.grades)}

    @property
    def worst(self) -> str:
        return self.grades[-1].grade

    @cached_property
    def shares(self) -> dict[str, Fraction]:
        """Give which part of a home's points hangs on each item."""
        areas = {area.code: exact(area.weight) for area in self.areas}
        weights = {each.code: exact(each.weight) for each in self.items}
        own = {
            code: sum(weights[each.code] for each in self.items if each.area == code)
            for code in areas
        }
        whole = sum(areas.values())
        return {
            each.code: areas[each.area] / whole * weights[each.code] / own[each.area]
            for each in self.items
        }

    @cached_property
    def item(self) -> dict[str, RuleItem]:
        return {each.code: each for each in self.items}

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _once("grade", [each.grade for each in self.grades])
        _once("item", [each.code for each in self.items])
        _once("area", [each.code for each in self.areas])
        bounds = [each.points_from for each in self.grades]
        if bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
            raise ValueError("grades go from the best to the worst, and the last begins at 0")
        if {each.area for each in self.items} != {each.code for each in self.areas}:
            raise ValueError("every item stands in an area that is named, and no area is empty")
        for out in self.knock_outs:
            if out.to not in self.order:
                raise ValueError(f"knock-out {out.code} leads to no grade: {out.to}")
            self._conditions(out.when)
            self._never_better(out)
        for need in self.needs:
            self._conditions(need.when)
        return self

    def _conditions(self, conditions: Sequence[Condition]) -> None:
        for each in conditions:
            item = self.item.get(each.item)
            if item is None:
                raise ValueError(f"there is no item {each.item}")
            if unknown := set(each.answers) - set(item.choices):
                raise ValueError(f"item {item.code} has no answer {min(unknown)}")
            if bool(each.answers) == bool(item.steps):
                raise ValueError(f"a condition of item {item.code} names its answers or a measure")

    def _never_better(self, out: KnockOut) -> None:
        for each in out.when:
            item = self.item[each.item]
            spared = [c.points for code, c in item.choices.items() if code not in each.answers]
            struck = [item.choices[code].points for code in each.answers]
            wrong_way = (each.above if item.more_is_better else each.below) is not None
            if wrong_way or (spared and struck and max(struck) >= min(spared)):
                raise ValueError(f"knock-out {out.code} would strike a better {item.code} only")


def _once(what: str, codes: Sequence[str]) -> None:
    if twice := [code for code in codes if codes.count(code) > 1]:
        raise ValueError(f"{what} {twice[0]} stands here twice")
