"""Rules of the district that say which department a case is for: the first that fits counts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from townline.platform.core.history.tags import Tagged

# Whether a word of a rule stands in a text: whole words, and of Korean whole morphemes.
#
# Never a part of another word: "tree" does not stand in "street", nor 나무 in 나무라다.

_WORD = re.compile(r"[^\W_]+")
# What grammar ties to a noun; where no morphemes are known, a word may end in some of them.
_PARTICLE = (
    "들|들이|이|가|을|를|은|는|에|의|도|로|으로|와|과|랑|이랑|하고|만|부터|까지|마다|처럼|보다|같은|같이"
    "|에서|에는|에도|에선|에요|예요|이에요|이요|요|네요|이네요|이나|나|밖에|조차|마저|라도|이라도|뿐"
    "|입니다|인데|이고|이라|라서|이라서|이랑은|때문에|때문"
)
_TIED = re.compile(f"({_PARTICLE}){{0,3}}")
# Latin in the middle of Korean is a word of its own: CCTV가, LED등.
_SCRIPTS = re.compile(r"[가-힣]+|[^가-힣]+")


@dataclass(frozen=True, slots=True)
class TextWords:
    """Words as they stand, folded, scripts apart; and, where known, the text's morphemes."""

    words: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWording:
    """What a case says. ``texts``: without names of streets and places; ``whole``: with them.

    ``names``: those, folded. ``asked``: the morphemes of rules' words, where they are known.
    """

    texts: tuple[TextWords, ...] = ()
    whole: tuple[TextWords, ...] = ()
    names: tuple[str, ...] = ()
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)


def split_text(text: str, forms: Sequence[str] = ()) -> TextWords:
    """Take a text apart; ``forms``: its morphemes, in order, where somebody knows them."""
    return TextWords(tuple(_words(text)), tuple(forms))


def _words(text: str) -> Iterable[str]:
    for word in _WORD.findall(text.lower()):
        yield from _SCRIPTS.findall(word)


def contains_word(word: str, wording: CaseWording) -> bool:
    """Say whether a rule's word stands in what was said, outside of names: 은행나무길 is no tree.

    A rule that gives a name itself finds it.
    """
    folded = "".join(_WORD.findall(word.lower()))
    named = any(name in folded for name in wording.names)
    if named and folded in wording.names:
        return True
    wanted = TextWords(tuple(_words(word)), wording.asked.get(word, ()))
    return any(_stands(wanted, text) for text in (wording.whole if named else wording.texts))


def _stands(wanted: TextWords, text: TextWords) -> bool:
    if wanted.forms and text.forms and _in_order(wanted.forms, text.forms):
        return True
    starts = range(len(text.words))
    return any(_begins(wanted.words, text.words[at:]) for at in starts)


def _in_order(wanted: tuple[str, ...], forms: tuple[str, ...]) -> bool:
    size = len(wanted)
    return any(forms[at : at + size] == wanted for at in range(len(forms) - size + 1))


def _begins(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether words begin with the wanted ones; Korean ones may be spaced otherwise."""
    if not any(_korean(word) for word in wanted):
        return words[: len(wanted)] == wanted
    sought, joined = "".join(wanted), ""
    for word in words:
        joined += word
        if len(joined) >= len(sought):
            break
    rest = joined.removeprefix(sought)
    return joined.startswith(sought) and (_korean(sought[-1]) or not rest) and _tied(rest)


def _tied(rest: str) -> bool:
    return bool(_TIED.fullmatch(rest))


def _korean(word: str) -> bool:
    return "가" <= word[:1] <= "힣"


def without(text: str, names: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Cut names (folded, longest first) out of a text; give what is left, and those that stood.

    A Korean name stands however it is spaced; another one as whole words only.
    """
    places = [at for at, sign in enumerate(text) if sign.isalnum()]
    letters = "".join(text[at].lower()[:1] for at in places)
    left, found = list(text), []
    for name in names:
        at = letters.find(name)
        while at >= 0:
            end = at + len(name)
            if _korean(name) or _apart(text, places, at, end):
                found.append(name)
                letters = letters[:at] + "\n" * len(name) + letters[end:]
                left[places[at] : places[end - 1] + 1] = " " * (places[end - 1] + 1 - places[at])
            at = letters.find(name, end)
    return "".join(left), tuple(dict.fromkeys(found))


def _apart(text: str, places: list[int], at: int, end: int) -> bool:
    first, last = places[at], places[end - 1] + 1
    return not text[max(first - 1, 0) : first].isalnum() and not text[last : last + 1].isalnum()


class RuleState(StrEnum):
    ON = "on"
    OFF = "off"
    # Past cases speak against it: off until a person says otherwise.
    HELD = "held"


class RuleEvent(Tagged):
    SWITCH_ON = "on", "rule:status:enable"
    SWITCH_OFF = "off", "rule:status:disable"
    HOLD = "hold", "rule:status:hold"


TRANSITIONS: dict[tuple[RuleState, RuleEvent], RuleState] = {
    (RuleState.ON, RuleEvent.SWITCH_OFF): RuleState.OFF,
    (RuleState.OFF, RuleEvent.SWITCH_ON): RuleState.ON,
    (RuleState.ON, RuleEvent.HOLD): RuleState.HELD,
    (RuleState.HELD, RuleEvent.SWITCH_ON): RuleState.ON,
    (RuleState.HELD, RuleEvent.SWITCH_OFF): RuleState.OFF,
}
WORDS_MOST = 20
NO_WORDING = CaseWording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must be so (an empty part: anything), and to whom it goes then.

    ``place`` is a dong or a named place; one of ``words`` must stand in the text. ``after``: only
    once this department has given the case back.
    """

    id: int
    department: str
    service: str = ""
    place: str = ""
    words: tuple[str, ...] = ()
    after: str = ""
    person: int | None = None
    auto: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a case. ``said``: its words, taken apart.

    ``places``: names of places and dongs in its words; ``returned_by``: departments that gave it
    back, in order.
    """

    service: str = ""
    places: frozenset[str] = frozenset()
    said: CaseWording = NO_WORDING
    returned_by: tuple[str, ...] = ()


def rule_subject(rule_id: int) -> str:
    """Name a rule in the history: ``rule:7``."""
    return f"rule:{rule_id}"


def fold_words(words: str) -> str:
    """Reduce words to what people type alike."""
    return "".join(filter(str.isalnum, words.lower()))


def words_of(given: str) -> tuple[str, ...]:
    """Read words separated by commas or lines; each once, in order."""
    parts = (part.strip() for part in given.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if fold_words(part)))


def fits(rule: Rule, facts: Facts) -> bool:
    """Say whether a rule is meant for such a case.

    Never for a department that gave it back before: it would only go round in a circle.
    """
    return (
        rule.department not in facts.returned_by
        and rule.service in {"", facts.service}
        and (not rule.place or rule.place in facts.places)
        and (not rule.words or any(contains_word(word, facts.said) for word in rule.words))
        and (not rule.after or rule.after in facts.returned_by[-1:])
    )


def first_fitting(rules: Iterable[Rule], facts: Facts, *, auto: bool = False) -> Rule | None:
    """Give the first rule that fits; ``auto``: of those that assign by themselves."""
    return next((one for one in rules if (one.auto or not auto) and fits(one, facts)), None)


def circle(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Find departments that rules would send one case round: ``("a", "b", "a")``; else ().

    From a department that gave a case back a rule leads to another one, from there the next, and
    so on, as long as one case could meet the conditions of all of them.
    """
    led = [one for one in rules if one.after]
    for first in led:
        found = _round(led, (first,))
        if found:
            return (first.after, *(one.department for one in found))
    return ()


def _round(led: Sequence[Rule], way: tuple[Rule, ...]) -> tuple[Rule, ...]:
    if way[-1].department == way[0].after:
        return way
    for one in led:
        if one.after == way[-1].department and one not in way and _together((*way, one)):
            found = _round(led, (*way, one))
            if found:
                return found
    return ()


def _together(way: tuple[Rule, ...]) -> bool:
    """Say whether one case can meet them all: of one service; at several places it may lie."""
    return len({one.service for one in way if one.service}) <= 1
