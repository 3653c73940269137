"""Words that programs are shown: the API's document, helps of the command line, metrics."""

import argparse
import ast
import re
from collections.abc import Iterator

import pytest

from townline.config.cli import parser as program_parser
from townline.config.http_api import api
from townline.platform.core.paths import TOWNLINE
from townline.platform.web.http_api.problems import kinds

# What no officer would say in English, and what to write instead. Korean: test_words.py of web.
REPLACED = {
    r"\bdeeds?\b": "action",
    r"\bpromis\w+|\blegal (?:period|clock|date|deadline)": "answer due, commitment, deadline",
    r"(?<!front )\bdesks?\b": "counter",
    r"(?<!false )\balarms?\b": "danger alert",
    r"\bdays? off\b": "holiday",
    r"\bquiet (?:hours|time)": "do not disturb hours",
    r"\bleases?\b": "safe number",
    r"\bhand(?:ed|s)? (?:on |over )?to\b|\bhand-offs?\b|\boutside agenc": "refer to an agency",
    r"\btakes? part\b|\bpositions\b|'s position\b": "supporting department, input",
    r"\bbatch\w*": "bulk action",
    r"\bconfirmations?\b|\bconfirmed (?:answer|draft)": "approval, approved answer",
    r"\bset phrases?\b|\bold answers?\b": "template, previous answer",
    r"\blinks? to the (?:phone )?network|\bstep(?:s|ped) back": "carrier connection, deprioritised",
    r"\bletters?\b(?! and)|\badvertisements?\b": "e-mail, spam",
    r"\ba leave\b|\bstands? in for": "absence, cover",
    r"\bproved\b|\bproves?\b": "verified",
    r"\bwhoever comes\b|\bwho comes\b": "arriving",
    r"\bcall(?:s|ed)? off\b|\bgives? (?:it |them )?up\b|\btak(?:e|es|en) (?:it )?back\b": "cancel",
    r"\btak(?:e|es|en) (?:\w+ ){0,2}away\b|\blets? go\b|\bgone on\b": "remove, delete, changed",
    r"\banew\b|\bperhaps\b|\bsought\b|\blikel?iest\b|\blikest\b|\bput right\b": "plain English",
    r"\bone's\b|\boneself\b|\bone (?:may|sees|owes|has)\b": "you, your",
    r"\bnobody (?:has )?looked\b|\bwho looked\b|\bthe looks?\b": "checked, access log",
}
# What people read beside the programs, and what stands for its concepts there.
PAPERS = (
    "*.md",
    "docs/**/*.md",
    "townline/**/*.md",
    "bench/*.md",
    "tests/**/*.md",
    "tools/**/*.md",
)
TERMS = {
    r"\blegal (?:period|clock|date|deadline)": "statutory clock, statutory deadline",
    r"\bpromised dates?\b|\b(?:a|an?|the|new|earlier) promise\b": "commitment, answer due",
    r"\bconfirmations?\b|\bconfirmed answer": "approval, approved answer",
    r"\bhand-offs?\b|\boutside agenc": "referral, agency",
    r"\bquiet hours\b|\bdays? off\b": "do not disturb hours, holiday",
    r"\bwho stands in\b(?! the)|\boverlapping leave\b": "cover, absence",
    r"\bkept search\w*": "saved search",
    r"\banew\b|\bnine in ten\b": "again, 90%",
    r"\badvertisements?\b|\bset phrases?\b|\bold answers?\b": "spam, template, previous answer",
}
_CODE = re.compile(r"``.*?``|`.*?`|/problems/[\w-]+")

Where = tuple[str, str]


def _replaced_terms(words: str) -> list[str]:
    bare = _CODE.sub(" ", words)
    return [instead for old, instead in REPLACED.items() if re.search(old, bare, re.IGNORECASE)]


def _of_document(part: object, path: str = "") -> Iterator[Where]:
    """Give every summary and description of a part of the document, with its place."""
    if isinstance(part, list):
        for number, each in enumerate(part):
            yield from _of_document(each, f"{path}/{number}")
    if isinstance(part, dict):
        for key, each in part.items():
            if key in {"summary", "description"} and isinstance(each, str):
                yield f"{path}/{key}", each
            yield from _of_document(each, f"{path}/{key}")


def _of_refusals() -> Iterator[Where]:
    for kind in kinds().values():
        yield kind.kind, kind.title
        yield kind.kind, kind.meaning


def _of_commands(parser: argparse.ArgumentParser) -> Iterator[Where]:
    """Give every help of a command, its options and the commands under it."""
    yield parser.prog, (parser.description or "").rpartition(": ")[2]
    for action in parser._actions:
        yield f"{parser.prog} {action.dest}", "" if action.help is None else action.help
        for under in getattr(action, "_choices_actions", ()):
            # What stands before a colon names the command, which scripts type.
            yield f"{parser.prog} {under.dest}", (under.help or "").rpartition(": ")[2]
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                yield from _of_commands(sub)


def _of_metrics() -> Iterator[Where]:
    """Give the texts in the code of the metrics, without its docstrings."""
    for path in sorted((TOWNLINE / "config/metrics").glob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text())))
        docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Constant) and id(node) not in docs and " " in str(node.value):
                yield f"{path.name}:{node.lineno}", str(node.value)


PUBLISHED = {
    "the API's document": lambda: _of_document(api.get_openapi_schema()),
    "refusals": _of_refusals,
    "commands": lambda: _of_commands(program_parser()),
    "metrics": _of_metrics,
}


@pytest.mark.parametrize("part", PUBLISHED)
def test_no_replaced_word_is_published(part):
    texts = list(PUBLISHED[part]())
    assert len(texts) > 20
    assert [(*one, terms) for one in texts if (terms := _replaced_terms(one[1]))] == []


def _off_term(words: str) -> list[str]:
    bare = _CODE.sub(" ", re.sub(r"(?s)```.*?```|\]\(.*?\)|<!--.*?-->", " ", words))
    return [instead for old, instead in TERMS.items() if re.search(old, bare, re.IGNORECASE)]


def test_papers_use_the_terms_of_the_pages():
    papers = [path for each in PAPERS for path in sorted(TOWNLINE.parent.glob(each))]
    names = {path.relative_to(TOWNLINE.parent).as_posix() for path in papers}
    assert {"CHANGELOG.md", "docs/adr/0002-a-confirmation-is-a-hash.md"} < names
    rooms = [room.parent for room in TOWNLINE.glob("*/**/api.py") if room.parent.name != "views"]
    assert len(rooms) > 30
    assert {f"{room.relative_to(TOWNLINE.parent)}/README.md" for room in rooms} < names
    found = {path: _off_term(path.read_text()) for path in papers}
    assert {str(path): terms for path, terms in found.items() if terms} == {}


@pytest.mark.parametrize(
    "words", ["The legal clock stops.", "A promised date", "an old answer", "counted anew"]
)
def test_a_term_of_before_would_be_found(words):
    assert _off_term(words)


def test_every_operation_says_what_it_does():
    paths = api.get_openapi_schema()["paths"]
    operations = {each["operationId"]: each for ways in paths.values() for each in ways.values()}
    assert [name for name, each in operations.items() if len(each["summary"].split()) < 2] == []


@pytest.mark.parametrize(
    "words",
    ["Ask a department to say its position's worth, one's own.", "List the days off of a year.",
     "Give the state of each link to the phone network.", "Somebody is at the desk",
     "Which alarms", "it is sent within the promise", "let of what is old, anew"],
)  # fmt: skip
def test_a_replaced_word_would_be_found(words):
    assert _replaced_terms(words)


@pytest.mark.parametrize("words", ["Return a case to the front desk.", "``desk-busy``, 409"])
def test_what_is_right_is_left_alone(words):
    assert _replaced_terms(words) == []


def test_a_word_in_a_nested_help_would_be_found():
    parser = argparse.ArgumentParser()
    sub = parser.add_subparsers().add_parser("numbers", help="numbers of cars")
    sub.add_argument("--end", help="end a lease")
    assert [terms for where, words in _of_commands(parser) if (terms := _replaced_terms(words))]
    document = {"paths": {"/x": {"get": {"description": "List the days off."}}}}
    assert [terms for where, words in _of_document(document) if (terms := _replaced_terms(words))]
