"""Names that a stranger cannot read: which there are, and which are allowed and why."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXCEPTIONS = ROOT / "tests" / "names.txt"
# Words that say nothing to a developer who searches for what a thing is.
WORDS = frozenset(
    re.findall(
        r"\w+",
        """told tell tells said say says asked wish wished wishes deed deeds heard let lets looks
        lies beside sight kept keeping whoever quarrel quarrels vain meanwhile taken taking hang
        hangs walk walks bury laid drawn saw came stood standing rounds matters along away crowd""",
    )
)
_PARTICIPLES = frozenset(
    re.findall(
        r"\w+",
        """made done sent written found given known shown seen chosen held left lost meant met paid
        sold spent thought understood won bought brought built caught felt begun broken fallen
        forgotten gone grown hidden bound lent spoken torn thrown woken hung sunk""",
    )
)
_VERBS = frozenset({"embed", "feed", "seed", "need", "exceed", "proceed", "speed"})
_ARGUMENTS_OF_OTHERS = ("fixture", "register", "given", "composite", "pytest")
type Function = ast.FunctionDef | ast.AsyncFunctionDef
MOST_OF_ONE_NAME = 3


@cache
def files() -> list[tuple[str, ast.Module]]:
    """Parse all code but migrations: their names are those of what they describe."""
    return [
        (str(path.relative_to(ROOT)), ast.parse(path.read_text()))
        for folder in ("townline", "tests", "bench", "tools")
        for path in sorted((ROOT / folder).glob("**/*.py"))
        if "migrations" not in path.parts
    ]


def words(name: str) -> list[str]:
    return [part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def has_listed_word(name: str) -> bool:
    return not WORDS.isdisjoint(words(name))


def is_participle(name: str) -> bool:
    """Say whether a function is named by a participle alone: it does not say what it gives."""
    parts = name.strip("_").split("_")
    word = parts[0]
    regular = word.endswith("ed") and len(word) > 4 and word not in _VERBS
    return len(parts) == 1 and not name.startswith("__") and (regular or word in _PARTICIPLES)


def bad_names(path: str, tree: ast.Module) -> Iterator[str]:
    """Give each such name of a file as ``path qualified-name name``.

    Functions outside classes, their arguments and variables, classes and constants are looked
    at. Arguments of tests and fixtures are names of fixtures and parameters.
    """
    for name in _constants(tree):
        if has_listed_word(name):
            yield f"{path} - {name}"
    yield from _inside(path, tree, ())


def _constants(tree: ast.Module) -> Iterator[str]:
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name), *_]):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.TypeAlias(name=ast.Name(id=name)):
                yield name


def _inside(path: str, node: ast.AST, outer: tuple[str, ...]) -> Iterator[str]:
    for child in inner_statements(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _function(path, child, outer, is_method=isinstance(node, ast.ClassDef))
            yield from _inside(path, child, (*outer, child.name))
        elif isinstance(child, ast.ClassDef):
            if has_listed_word(child.name) and not outer:
                yield f"{path} {child.name} {child.name}"
            yield from _inside(path, child, (*outer, child.name))
        else:
            yield from _inside(path, child, outer)


def inner_statements(node: ast.AST) -> Iterator[ast.AST]:
    """Give what a node holds directly and that may hold definitions: no expression does."""
    for field in ("body", "orelse", "handlers", "finalbody", "cases"):
        found = getattr(node, field, ())
        yield from found if isinstance(found, list) else ()


def _function(
    path: str, function: Function, outer: tuple[str, ...], *, is_method: bool
) -> Iterator[str]:
    qualified = ".".join((*outer, function.name))
    decorators = " ".join(map(ast.unparse, function.decorator_list))
    of_others = any(word in decorators for word in _ARGUMENTS_OF_OTHERS)
    is_test = function.name.startswith("test_")
    names = [] if is_test or of_others else [a.arg for a in ast.walk(function.args)
                                             if isinstance(a, ast.arg)]  # fmt: skip
    names += [name for name in _variables(function) if name not in names]
    yield from (f"{path} {qualified} {name}" for name in names if has_listed_word(name))
    if not (is_method or is_test or of_others) and (
        has_listed_word(function.name) or is_participle(function.name)
    ):
        yield f"{path} {qualified} {function.name}"


def _variables(function: Function) -> list[str]:
    arguments = {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}
    stored = {
        each.id
        for statement in function.body
        for each in _own(statement)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }
    return sorted(stored - arguments)


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a statement without what functions and classes in it name themselves."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _own(child)


def classes_of_one_name() -> dict[str, int]:
    """Count classes of one name outside tests, where there are too many."""
    counted = Counter(
        name
        for path, tree in files()
        if "tests" not in path.split("/")
        for name in _classes(tree)
        if name not in {"Meta", "Migration", "Media"}
    )
    return {name: n for name, n in counted.items() if n > MOST_OF_ONE_NAME}


def _classes(node: ast.AST) -> Iterator[str]:
    for child in inner_statements(node):
        if isinstance(child, ast.ClassDef):
            yield child.name
        yield from _classes(child)


def exceptions() -> dict[str, str]:
    """Read what is allowed: the name as ``bad_names`` gives it, and why. Raises ValueError."""
    lines = [line for line in EXCEPTIONS.read_text().splitlines() if not line.startswith("#")]
    return {name: why for name, _, why in (line.partition(": ") for line in lines)}
