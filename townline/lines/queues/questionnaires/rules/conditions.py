"""The small part of XPath in which an XLSForm says when a question is asked, and what may be said.

Numbers, strings, ``${name}``, ``.``, comparisons, ``and``, ``or`` and a few functions. Whatever
else a form says is refused when it is loaded, so that nothing is guessed while people wait.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 1000
DEEPEST = 20
_SIGNS = re.compile(
    r"""\s*(?:(?P<number>-?(?:\d+(?:\.\d+)?|\.\d+)(?![\w.]))|(?P<text>"[^"]*"|'[^']*')"""
    r"""|\$\{\s*(?P<ref>[A-Za-z_][\w.-]*)\s*\}|(?P<name>[A-Za-z][\w-]*)"""
    r"""|(?P<sign>!=|<=|>=|[=<>(),])|(?P<here>\.))\s*""",
    re.ASCII,
)
# From the loosest to the tightest; those of one level go from the left.
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="))
# How many values each function takes.
FUNCTIONS = {
    "not": 1,
    "selected": 2,
    "count-selected": 1,
    "string-length": 1,
    "today": 0,
    "regex": 2,
}


class ConditionInvalid(ValueError):
    """A condition cannot be read; the words say where, and what is known."""


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float


@dataclass(frozen=True, slots=True)
class Ref:
    """What was answered to another question; ``""`` where it was not asked or answered."""

    name: str


@dataclass(frozen=True, slots=True)
class Here:
    """What is being answered now: ``.`` of a constraint."""


@dataclass(frozen=True, slots=True)
class Binary:
    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class FunctionCall:
    name: str
    values: tuple["Node", ...]


type Node = Literal | Ref | Here | Binary | FunctionCall


def parse(words: str) -> Node:
    """Read a condition. Raises ConditionInvalid for anything that is not known."""
    if len(words) > LONGEST:
        raise ConditionInvalid(f"longer than {LONGEST} signs")
    reader = _Reader(_tokens(words))
    node = reader.level(0)
    if reader.peek() != _END:
        raise ConditionInvalid(f"{reader.peek()[1]!r} stands where nothing more is expected")
    return node


def parts(node: Node) -> Iterator[Node]:
    """Give a condition's parts, itself first."""
    yield node
    inner: tuple[Node, ...] = ()
    if isinstance(node, Binary):
        inner = (node.left, node.right)
    elif isinstance(node, FunctionCall):
        inner = node.values
    for each in inner:
        yield from parts(each)


def names(node: Node) -> list[str]:
    """Give the questions that a condition asks about, in its order."""
    return [each.name for each in parts(node) if isinstance(each, Ref)]


def refers_to_answer(node: Node) -> bool:
    """Say whether a condition looks at what is being answered."""
    return any(isinstance(each, Here) for each in parts(node))


type _Token = tuple[str, str]
_END: _Token = ("end", "")


def _tokens(words: str) -> list[_Token]:
    found, at = [], 0
    if not words.strip():
        raise ConditionInvalid("it is empty")
    while at < len(words):
        match = _SIGNS.match(words, at)
        if match is None or match.lastgroup is None:
            raise ConditionInvalid(f"{words[at : at + 20].strip()!r} is not known here")
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


class _Reader:
    """Reads tokens by the levels of the signs."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._deep = 0

    def peek(self) -> _Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def next(self) -> _Token:
        token = self.peek()
        self._at += 1
        return token

    def level(self, number: int) -> Node:
        if number == len(_LEVELS):
            return self._one()
        left = self.level(number + 1)
        while (token := self.peek())[0] in {"sign", "name"} and token[1] in _LEVELS[number]:
            self.next()
            left = Binary(token[1], left, self.level(number + 1))
        return left

    def _one(self) -> Node:
        kind, word = self.next()
        if kind == "number":
            return Literal(float(word))
        if kind == "text":
            return Literal(word[1:-1])
        if kind == "ref":
            return Ref(word)
        if kind == "here":
            return Here()
        if kind == "name":
            return self._call(word)
        if word == "(":
            return self._inner()
        if not word:
            raise ConditionInvalid("it stops too early")
        raise ConditionInvalid(f"{word!r} stands where a value is expected")

    def _inner(self) -> Node:
        node = self._deeper()
        self._expect(")")
        return node

    def _deeper(self) -> Node:
        self._deep += 1
        if self._deep > DEEPEST:
            raise ConditionInvalid(f"more than {DEEPEST} parentheses within one another")
        node = self.level(0)
        self._deep -= 1
        return node

    def _expect(self, sign: str) -> None:
        token = self.next()
        if token != ("sign", sign):
            raise ConditionInvalid(f"{sign!r} is missing before {token[1]!r}")

    def _call(self, name: str) -> Node:
        takes = FUNCTIONS.get(name)
        if takes is None:
            known = ", ".join(sorted(FUNCTIONS))
            raise ConditionInvalid(f"{name!r} is not known; known are: and, or, {known}")
        self._expect("(")
        values = self._values()
        if len(values) != takes:
            raise ConditionInvalid(f"{name}() takes {takes} values, not {len(values)}")
        if name == "regex":
            _pattern_checked(values[1])
        return FunctionCall(name, values)

    def _values(self) -> tuple[Node, ...]:
        if self.peek() == ("sign", ")"):
            self.next()
            return ()
        found = [self._deeper()]
        while self.peek() == ("sign", ","):
            self.next()
            found.append(self._deeper())
        self._expect(")")
        return tuple(found)


def _pattern_checked(node: Node) -> None:
    if not isinstance(node, Literal) or not isinstance(node.value, str):
        raise ConditionInvalid("regex(): the pattern is written out, in quotes")
    try:
        re.compile(node.value)
    except re.error as error:
        raise ConditionInvalid(f"regex(): {node.value!r} is no pattern: {error}") from error
