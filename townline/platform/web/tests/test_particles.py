"""Particles go by the sound before them, wherever a name or a number is put into Korean words.

What is written as 을(를), 은(는), 이(가), (으)로 must also be settled before anybody reads it.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from townline.platform.core.paths import TOWNLINE
from townline.platform.core.text.particles import PAIRS, settle
from townline.platform.web.tests import translations

_PLACED = r"(?:%\(\w+\)[sd]|\{\{ [^{}]* \}\}|\{[\w+]+\}|\$\{[^{}]*\})['\"’”]?"
_FORMS = "은|는|이|가|을|를|과|와|으로|로|이?라고|이?라는|이?랑|이?나|으?로서|으?로써"
FIXED = re.compile(rf"{_PLACED}(?:{_FORMS})(?=[\s.,:]|$)")
_MARK = re.compile("|".join(map(re.escape, PAIRS)))
_HOLE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_SETTLED = re.compile(r"\{% filter particles %\}.*?\{% endfilter %\}", re.DOTALL)
_OPEN = dict(zip(PAIRS, ("를", "는", "가", "와", "로", "라고"), strict=True))
_CLOSED = dict(zip(PAIRS, ("을", "은", "이", "과", "으로", "이라고"), strict=True))
_RIEUL = _CLOSED | {"(으)로": "로"}
# Names that end in a vowel, a consonant and ㄹ; digits and Latin letters that are read so.
NAMES = {
    "도로과": _OPEN, "4": _OPEN, "Officer": _OPEN, "공원": _CLOSED, "3": _CLOSED, "Team": _CLOSED,
    "상담실": _RIEUL, "7": _RIEUL, "Hill": _RIEUL,
}  # fmt: skip
# Words that another file fills, and settles there.
REFUSALS = "platform/core/refusals.py"  # what all classes of errors.py are
SETTLED_IN = {
    "platform/geofiles/sentences.py": "platform/geofiles/problems.py",
    # What a warning says is settled where it is written.
    "prevention/incidents/warnings/settings.py": (
        "prevention/incidents/warnings/services/writing.py"
    ),
    "prevention/works/progress/settings.py": "prevention/works/progress/selectors/wording.py",
}

Where = tuple[str, str]


def _files(kind: str, *under: str) -> Iterator[Path]:
    for folder in under or (".",):
        for path in sorted((TOWNLINE / folder).rglob(f"*.{kind}")):
            if not {"tests", "vendor", "triage"} & set(path.parts[len(TOWNLINE.parts) :]):
                yield path


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _strings(each)


def _messages() -> Iterator[Where]:
    """Give what pages and modules say: their Korean is the message itself."""
    for room in translations.rooms():
        yield from ((room, korean) for korean in translations.catalog(room))


def _data() -> Iterator[Where]:
    """Give texts to residents, templates, and what else a district or the demo says."""
    for path in _files("json", "data/defaults", "data/districts", "adapters/simulator"):
        yield from ((path.name, words) for words in _strings(json.loads(path.read_text())))


def _scripts() -> Iterator[Where]:
    yield from ((path.name, path.read_text()) for path in _files("js"))


def _templates() -> Iterator[Where]:
    yield from ((path.name, path.read_text()) for path in _files("html"))


TEXT_SOURCES = {"messages": _messages, "data": _data, "scripts": _scripts, "templates": _templates}


@pytest.mark.parametrize("kind", TEXT_SOURCES)
def test_no_particle_is_fixed_after_a_name_or_number(kind):
    """Write 을(를), 은(는), 이(가), (으)로, and settle them: ``core/text/particles.py``."""
    texts = list(TEXT_SOURCES[kind]())
    assert len(texts) > 30
    assert [(where, found[0]) for where, words in texts if (found := FIXED.search(words))] == []


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_put_in_its_particle_fits(name):
    words = [text for _, text in (*_messages(), *_data()) if _MARK.search(text)]
    assert len(words) > 50
    for text in words:
        put_in = _HOLE.sub(name, text)
        right = _MARK.sub(lambda mark: NAMES[name][mark[0]], put_in)
        # A few marks follow a word of the sentence and not what is put in.
        if len(_HOLE.findall(text)) >= len(_MARK.findall(text)):
            assert settle(put_in) == right


def unsettled_marks(source: str) -> list[str]:
    """Give the marks that a template shows as they stand."""
    return _MARK.findall(_SETTLED.sub("", source))


def test_templates_settle_their_particles():
    assert [
        (name, found) for name, source in _templates() if (found := unsettled_marks(source))
    ] == []


def marked_lines(source: str) -> list[int]:
    """Give the lines of a module's own words with marks; a refusal and a finding settle theirs."""
    tree = ast.parse(source)
    known = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        settles = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Both"
        if settles or (isinstance(node, ast.ClassDef) and _refuses(node)):
            known |= {id(each) for each in ast.walk(node)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and id(node) not in known
        and _MARK.search(str(node.value))
    ]


def _refuses(node: ast.ClassDef) -> bool:
    names = {target.id for each in node.body if isinstance(each, ast.Assign)
             for target in each.targets if isinstance(target, ast.Name)}  # fmt: skip
    return {"type", "title", "said"} <= names or "said" in names


def test_modules_settle_their_particles():
    lost = {}
    for path in _files("py"):
        place = path.relative_to(TOWNLINE).as_posix()
        settled_in = REFUSALS if path.name == "errors.py" else SETTLED_IN.get(place, place)
        where = TOWNLINE / settled_in
        if (lines := marked_lines(path.read_text())) and "settle(" not in where.read_text():
            lost[place] = lines
    assert lost == {}


@pytest.mark.parametrize(
    "words",
    ["{code}는 답을", "%(old)s을 %(code)s에", "'%(name)s'로 묶음", '"%(words)s"라고 보내',
     "{{ name }}이 ", "`${name}을 보냈습니다`"],
)  # fmt: skip
def test_a_fixed_particle_would_be_found(words):
    assert FIXED.search(words)


def test_a_mark_that_is_not_settled_would_be_found():
    assert unsettled_marks("{% filter particles %}{{ a }}을(를){% endfilter %} {{ b }}이(가)") == [
        "이(가)"
    ]
    assert marked_lines('said = gettext("%(name)s은(는) 없습니다.") % told') == [1]
    assert (
        marked_lines('class Gone(Refusal):\n    said = gettext_noop("%(name)s은(는) 없습니다.")')
        == []
    )
    assert marked_lines('Both("x", f"{place}을(를) 읽을 수 없습니다")') == []
