"""From answers to a grade, with every point accounted for; exact arithmetic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from townline.prevention.surveys.rules.ruleset import Answer, Condition, RuleItem, RuleSet, exact

_WHOLE = Fraction(100)


@dataclass(frozen=True, slots=True)
class Scored:
    """What one item gave: ``lost`` is what it took from the hundred points of a home."""

    item: RuleItem
    answer: Answer
    points: Fraction
    lost: Fraction


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and where it comes from. ``points`` of 100; ``knocked``: codes of the knock-outs."""

    rules: RuleSet
    grade: str
    points: Fraction
    areas: dict[str, Fraction]
    items: tuple[Scored, ...]
    knocked: tuple[str, ...]
    needs: tuple[str, ...]


class BadAnswer(ValueError):
    """An answer that the rules do not know; ``question`` and ``answer``."""

    def __init__(self, question: str, answer: object) -> None:
        super().__init__(f"{question}: {answer!r} is no answer that the rules know")
        self.question, self.answer = question, answer


def grade(rules: RuleSet, answers: Mapping[str, object]) -> Graded:
    """Grade a home by what was answered, by question. Raises BadAnswer."""
    known = {item.code: read(item, answers.get(item.question)) for item in rules.items}
    scored = tuple(_score_item(rules, item, known[item.code]) for item in rules.items)
    areas = {area.code: _area(scored, area.code) for area in rules.areas}
    weights = {area.code: Fraction(str(area.weight)) for area in rules.areas}
    points = sum((weights[code] * got for code, got in areas.items()), Fraction(0))
    points /= sum(weights.values())
    knocked = tuple(out for out in rules.knock_outs if _all_hold(out.when, known))
    by_points = next(each.grade for each in rules.grades if points >= exact(each.points_from))
    worst = max([by_points, *(out.to for out in knocked)], key=rules.order.__getitem__)
    needs = dict.fromkeys(need.measure for need in rules.needs if _all_hold(need.when, known))
    codes = tuple(out.code for out in knocked)
    return Graded(rules, worst, points, areas, scored, codes, tuple(needs))


def read(item: RuleItem, written: object) -> Answer:
    """Give an answer as the rules know it; None for what was not answered. Raises BadAnswer."""
    if written is None or written == "":
        return None
    if item.choices:
        if str(written) not in item.choices:
            raise BadAnswer(item.question, written)
        return str(written)
    try:
        measure = float(str(written))
    except ValueError:
        raise BadAnswer(item.question, written) from None
    if measure != measure or abs(measure) == float("inf"):  # noqa: PLR0124 -- NaN is not itself
        raise BadAnswer(item.question, written)
    return measure


def _points(item: RuleItem, answer: Answer) -> Fraction:
    if answer is None:
        return Fraction(0)
    if isinstance(answer, str):
        return exact(item.choices[answer].points)
    for step in item.steps:
        if answer >= step.bound if item.more_is_better else answer <= step.bound:
            return exact(step.points)
    return Fraction(0)


def _score_item(rules: RuleSet, item: RuleItem, answer: Answer) -> Scored:
    points = _points(item, answer)
    return Scored(item, answer, points, (_WHOLE - points) * rules.shares[item.code])


def _area(scored: Iterable[Scored], area: str) -> Fraction:
    own = [each for each in scored if each.item.area == area]
    whole = sum(exact(each.item.weight) for each in own)
    return sum((exact(e.item.weight) * e.points for e in own), Fraction(0)) / whole


def _all_hold(conditions: Iterable[Condition], known: Mapping[str, Answer]) -> bool:
    return all(each.holds(known[each.item]) for each in conditions)


def reasons(found: Graded) -> list[Scored]:
    """Give what spoke against the home, the weightiest first: first what knocked it out."""
    outs = {
        when.item
        for out in found.rules.knock_outs
        if out.code in found.knocked
        for when in out.when
    }
    against = [each for each in found.items if each.lost > 0]
    return sorted(against, key=lambda each: (each.item.code not in outs, -each.lost))


def describe_item(scored: Scored, language: str, unknown: str) -> str:
    """Say one item in a few words: ``sill 12 cm``. ``unknown``: words for what nobody answered."""
    item, answer = scored.item, scored.answer
    if answer is None:
        return f"{item.name.in_language(language)}: {unknown}"
    if isinstance(answer, str):
        return item.choices[answer].said.in_language(language)
    return item.said.in_language(language, f"{answer:g}") if item.said else f"{answer:g}"


def tenths(points: Fraction) -> float:
    """Give points as they are shown, never rounded up over a threshold."""
    return (points * 10).__floor__() / 10
