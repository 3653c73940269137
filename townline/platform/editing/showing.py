"""How parts look on pages: as people see them, what changed of them, and what is wrong."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from django.utils.translation import gettext, gettext_noop, pgettext

from townline.platform.conversations import api as conversations
from townline.platform.core.district_files.problems import ValueProblem
from townline.platform.core.text.particles import PAIRS, settle
from townline.platform.editing import selectors
from townline.platform.editing.braces import names, with_names
from townline.platform.editing.errors import EditInvalid
from townline.platform.editing.forms import words_of
from townline.platform.editing.models import Version
from townline.platform.editing.ports import Description, Editable, EditForm, Raw, Sample, Value
from townline.platform.web.moments import english
from townline.platform.web.showing.difference import Piece, difference

_SHOWN = 90  # letters of a part in the list
_SENTENCES = {
    "empty": gettext_noop("내용을 적어 주세요."),
    "long": gettext_noop("%(has)s자입니다. %(most)s자까지 적을 수 있습니다."),
    "braces": gettext_noop("중괄호가 맞지 않습니다. {접수번호}처럼 열고 닫아 주세요."),
    "placeholder": gettext_noop(
        "{%(name)s}은(는) 여기에서 쓸 수 없습니다. 아래 목록에서 골라 주세요."
    ),
    "unknown": gettext_noop("%(value)s은(는) 없는 항목입니다."),
    "none": gettext_noop("하나 이상 선택해 주세요."),
}


def in_words(wrong: Mapping[str, str]) -> dict[str, str]:
    """Say mistakes in the reader's language, by field; one of no field is the first's."""
    return {name: _sentence(words) for name, words in wrong.items()}


def _sentence(words: str) -> str:
    if isinstance(words, ValueProblem) and words.why in _SENTENCES:
        facts = dict(words.facts)
        if not english() and facts.get("name") in names():
            facts["name"] = names()[str(facts["name"])]
        return settle(gettext(_SENTENCES[words.why]) % facts)
    return words


def wrong(what: Editable, raw: Raw, key: str, value: Value) -> dict[str, str]:
    """Give what a load would say against a value, by field; {} if it is right."""
    try:
        what.check(raw, key, value)
    except EditInvalid as error:
        return in_words(error.wrong)
    return {}


@dataclass(frozen=True)
class SamplePreview:
    """A sample with what it comes to on the network, and particles that may not fit."""

    sample: Sample
    measure: Any
    particles: list[str]

    @property
    def is_sendable(self) -> bool:
        """Whether it fits into one text."""
        return bool(self.measure.kind != "too_long")


def samples(what: Editable, raw: Raw, key: str, value: Value) -> list[SamplePreview]:
    """Show a value as people will see it; [] where it cannot be shown."""
    if wrong(what, raw, key, value):
        return []
    found = what.samples(raw, key, value)
    return [
        SamplePreview(
            one,
            conversations.measure(one.words),
            _wrong_particles(one, value, settles=what.settles),
        )
        for one in found
    ]


_FIXED = {form: mark for mark, forms in PAIRS.items() for form in forms}
_AFTER = re.compile(
    r"(\{[^{}]+\})(" + "|".join(sorted(_FIXED, key=len, reverse=True)) + r")(?![\w(])"
)


def _wrong_particles(sample: Sample, value: Value, *, settles: bool) -> list[str]:
    """Name particles that do not follow the sound of what is filled in before them."""
    if sample.lang != "ko":
        return []
    words = with_names(" ".join(_strings(value)))
    return [
        f"{name}{form} → {name}{_FIXED[form]}" if settles else f"{name}{form}"
        for name, form in _AFTER.findall(words)
    ]


def _strings(value: Any) -> Iterable[str]:  # noqa: ANN401 -- any part of a value
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield ", ".join(one for one in value if isinstance(one, str))
    elif isinstance(value, dict):
        for _name, each in sorted(value.items(), key=lambda pair: pair[0] != "ko"):
            yield from _strings(each)


def line(value: Value) -> str:
    """Give the beginning of a part's words for the list, where its name stands above them."""
    words = next((each for each in _strings({**value, "name": ""}) if each), "")
    words = with_names(words)
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def is_found(wanted: str, key: str, described: Description, value: Value) -> bool:
    """Say whether a search finds a part: all its words stand in the name, key or words."""
    whole = " ".join((key, described.name, described.group, *_strings(value))).lower()
    return all(word in whole for word in wanted.lower().split())


class Listed(Protocol):
    """What a list shows of a part."""

    @property
    def described(self) -> Description: ...

    @property
    def last(self) -> Version | None: ...


def edited_rows[R: Listed](rows: Sequence[R]) -> list[R]:
    """Give those that somebody changed, the newest change first."""
    found = [(row.last.at, row) for row in rows if row.last]
    return [row for _, row in sorted(found, key=lambda one: one[0], reverse=True)]


def group_rows[R: Listed](rows: Sequence[R]) -> list[tuple[str, list[R]]]:
    """Put rows of one group together, groups in the order in which they first come."""
    order = list(dict.fromkeys(row.described.group for row in rows))
    sorted_ = sorted(rows, key=lambda row: order.index(row.described.group))
    return [
        (name, list(some)) for name, some in groupby(sorted_, key=lambda row: row.described.group)
    ]


def examples(form: EditForm) -> dict[str, str]:
    """Give what may stand in braces as the reader calls it, with an example of each."""
    called = {} if english() else names()
    return {called.get(key, key): example for key, example in form.examples.items()}


@dataclass(frozen=True)
class Changed:
    """What changed of one field, word by word."""

    label: str
    lang: str
    pieces: list[Piece]


def changes(form: EditForm, before: Value | None, after: Value | None) -> list[Changed]:
    """Give the fields that differ; None says nothing at all."""
    return [
        Changed(field.label, field.lang, difference(old, new))
        for field in form.fields
        if (old := _words(field.choices, words_of(field, before or {})))
        != (new := _words(field.choices, words_of(field, after or {})))
    ]


def _words(choices: Sequence[tuple[str, str]], value: object) -> str:
    if isinstance(value, list) or choices:
        chosen: list[Any] = value if isinstance(value, list) else [value]
        names = dict(choices)
        return ", ".join(str(names.get(one, one)) for one in chosen)
    return str(value)


@dataclass(frozen=True)
class HistoryStep:
    """A version in the history of a part. ``undo``: it is the last one, and may be taken back."""

    version: Version
    how: str
    changes: list[Changed]
    undo: bool


def steps(what: Editable, raw: Raw, form: EditForm, versions: list[Version]) -> list[HistoryStep]:
    """Give the history of a part, newest first."""
    own = what.own(raw)

    def full(value: Value | None, version: Version) -> Value | None:
        return value if value is not None else own.get(version.part.partition(":")[2])

    found = []
    for one in versions:
        before, after = full(one.before, one), full(one.after, one)
        how = _what(one, before, after)
        found.append(HistoryStep(one, how, changes(form, before, after), one is versions[0]))
    return found


def _what(version: Version, before: Value | None, after: Value | None) -> str:
    """Say how a version came to be."""
    if version.how == "undo":
        return pgettext("edit", "복원")
    if version.how == selectors.LOAD:
        return pgettext("edit", "자치구 설정 불러오기")
    if before is None:
        return pgettext("edit", "추가")
    return pgettext("edit", "삭제") if after is None else pgettext("edit", "수정")


def free_key(what: Editable, raw: Raw, value: Value) -> str:
    """Make a key that nothing has, and nothing ever had."""
    base_key = what.named(raw, value)
    used = {part.partition(":")[2] for part in selectors.latest(f"{what.slug}:")}
    used |= selectors.in_use(what, raw).keys()
    tried = (
        f"{base_key}-{number}" if number > 1 else base_key for number in range(1, len(used) + 3)
    )
    return next(key for key in tried if key not in used)
