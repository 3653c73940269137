"""What an address of the list asks for: a part of the district, a plan, other weights."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from townline.platform.web.numbers import is_number
from townline.prevention.hazards.exploration_planning.rules.columns import Surface
from townline.prevention.hazards.exploration_planning.rules.factors import FACTORS, Factor

_MOST_KM, _MOST_WEIGHT = 2_000.0, 100.0
_DIGITS = 10  # of a row's number


@dataclass(frozen=True, slots=True)
class RankingQuery:
    """``inside``, ``outside``: ids of sections that must be in a plan, or must not.

    ``weights``: None for the district's. ``wrong``: what to say of it, by the field's name.
    """

    dong: str = ""
    surface: str = ""
    km: float | None = None
    page: int = 1
    inside: tuple[int, ...] = ()
    outside: tuple[int, ...] = ()
    weights: Mapping[Factor, float] | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)

    def query(self, **change: Any) -> str:  # noqa: ANN401 -- fields of its own
        """Write it as an address has it, with some fields changed."""
        new = replace(self, page=change.pop("page", 1), **change)
        pairs: list[tuple[str, object]] = [("dong", new.dong), ("surface", new.surface)]
        pairs += [("km", _plain(new.km)), ("page", new.page if new.page > 1 else "")]
        pairs += [("in", each) for each in new.inside] + [("out", each) for each in new.outside]
        pairs += [(f"w-{name}", _plain(weight)) for name, weight in (new.weights or {}).items()]
        return urlencode([(name, value) for name, value in pairs if value != ""])

    def fixed(self, number: int, where: str) -> str:
        """Write the address in which a section is ``in``, ``out`` or neither ("")."""
        inside = tuple(each for each in self.inside if each != number)
        outside = tuple(each for each in self.outside if each != number)
        inside += (number,) if where == "in" else ()
        outside += (number,) if where == "out" else ()
        return self.query(inside=inside, outside=outside)


def parse_query(params: QueryDict) -> RankingQuery:
    """Read an address; what cannot be meant is left out and told in ``wrong``."""
    wrong: dict[str, str] = {}
    surface = params.get("surface", "")
    page = _number(params.get("page", "")) or 1
    return RankingQuery(
        dong=params.get("dong", "")[:40],
        surface=surface if surface in set(Surface) else "",
        km=_kilometres(params.get("km", "").strip(), wrong),
        page=page,
        inside=_numbers(params.getlist("in")),
        outside=_numbers(params.getlist("out")),
        weights=_weights(params, wrong),
        wrong=wrong,
    )


def _kilometres(text: str, wrong: dict[str, str]) -> float | None:
    if not text:
        return None
    found = _amount(text)
    if found is None or not 0 < found <= _MOST_KM:
        wrong["km"] = gettext("계획 거리를 0보다 크고 2,000 이하인 km로 적어 주세요. 예: 12.5")
        return None
    return found


def _weights(params: QueryDict, wrong: dict[str, str]) -> Mapping[Factor, float] | None:
    texts = {f: params.get(f"w-{f}", "").strip() for f in FACTORS if f"w-{f}" in params}
    if not texts:
        return None
    found = {factor: _amount(text or "0") for factor, text in texts.items()}
    for factor, weight in found.items():
        if weight is None or weight > _MOST_WEIGHT:
            wrong[f"w-{factor}"] = gettext("가중치를 0에서 100 사이의 숫자로 적어 주세요.")
    known = {factor: weight for factor, weight in found.items() if weight is not None}
    return None if wrong else dict.fromkeys(FACTORS, 0.0) | known


def _amount(text: str) -> float | None:
    try:
        found = float(text.replace(",", ""))
    except ValueError:
        return None
    # NaN and infinity are numbers to float, and none to people.
    return found if 0 <= found <= 1e6 else None  # noqa: PLR2004 -- far beyond any of them


def _number(text: str) -> int | None:
    return int(text) if is_number(text) and len(text) < _DIGITS else None


def _numbers(texts: list[str]) -> tuple[int, ...]:
    found = (_number(each) for each in texts)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _plain(amount: float | None) -> str:
    return "" if amount is None else f"{amount:g}"
