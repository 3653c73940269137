"""What a form calls its questions and choices, read from the XForm that phones get."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from defusedxml.ElementTree import fromstring

# Words by language ("ko", "en"); under "" where a form has one language.
type Labels = dict[str, str]

_ITEXT = re.compile(r"jr:itext\('([^']+)'\)")
_LIST = re.compile(r"instance\('([^']+)'\)")
_LANGUAGE = re.compile(r"\((\w\w)\)")
_ROUND = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``choices``: by the code that an answer holds; empty where it is no choice.

    ``group``: what the innermost group around it with a label is called; empty outside of any.
    """

    label: Labels
    choices: Mapping[str, Labels]
    group: Labels


@dataclass(frozen=True, slots=True)
class WordedAnswer:
    """A question and its answer in words; ``coded``: the answer as the form holds it."""

    group: str
    question: str
    answer: str
    coded: str


@lru_cache(maxsize=64)
def questions(xform: str) -> dict[str, Question]:
    """Give what is asked by its path below the root, in the form's order.

    ``xform`` was checked when it was uploaded. What is only computed or noted is not asked.
    """
    if not xform:
        return {}
    root = fromstring(xform.encode(), forbid_dtd=True)
    texts = dict(_texts(root))
    lists = dict(_lists(root, texts))
    return {
        _path(each.get("ref")): Question(
            label=_label_texts(_child(each, "label"), texts),
            choices=dict(_choices(each, lists, texts)),
            group=group,
        )
        for each, group in _controls(root, {}, texts)
    }


def _controls(
    element: Any,  # noqa: ANN401 -- an element
    group: Labels,
    texts: Mapping[str, Labels],
) -> Iterator[tuple[Any, Labels]]:
    """Give what has a label and a place in the answers, each with the label of its group."""
    for each in element:
        label = _child(each, "label")
        if _local(each) == "group":
            inner = group if label is None else _label_texts(label, texts)
            yield from _controls(each, inner, texts)
        elif each.get("ref") and label is not None:
            yield each, group
        else:
            yield from _controls(each, group, texts)


def answers_in_words(answers: Mapping[str, Any], xform: str, language: str) -> list[WordedAnswer]:
    """Give what a form asks with its answers, in the form's order; nothing that it does not ask."""
    known = questions(xform)
    order = {id(each): at for at, each in enumerate(known.values())}
    # A later version of a form may ask the same in another group.
    named = {path.rpartition("/")[2]: each for path, each in known.items()}
    found = []
    for path, value in answers.items():
        plain = _ROUND.sub("", path)
        question = known.get(plain) or named.get(plain.rpartition("/")[2])
        if question is not None:
            number = _ROUND.search(path)
            label = _in(question.label, language) + (f" ({number[1]})" if number else "")
            words, group = _answer(str(value), question, language), _in(question.group, language)
            place = order[id(question)]
            found.append((place, WordedAnswer(group, label, words, str(value))))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def in_words(answers: Mapping[str, Any], xform: str, language: str) -> list[tuple[str, str]]:
    """Give questions and answers as the form says them; as they are coded where it does not."""
    found = [(o.question, o.answer) for o in answers_in_words(answers, xform, language)]
    return found or [(path.rpartition("/")[2], str(value)) for path, value in answers.items()]


def _answer(value: str, question: Question, language: str) -> str:
    if not question.choices:
        return value
    labels = (question.choices.get(code) for code in value.split())
    words = [_in(each, language) if each else "" for each in labels]
    return ", ".join(words) if all(words) else value


def _in(labels: Labels, language: str) -> str:
    return labels.get(language) or next(iter(labels.values()), "")


def _local(element: Any) -> str:  # noqa: ANN401 -- an element
    return str(element.tag).rpartition("}")[2]


def _child(element: Any, name: str) -> Any:  # noqa: ANN401 -- the same, or None
    return next((each for each in element if _local(each) == name), None)


def _path(nodeset: str) -> str:
    return nodeset.strip("/").partition("/")[2]


def _words(element: Any) -> str:  # noqa: ANN401 -- an element or None
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _texts(root: Any) -> Iterator[tuple[str, Labels]]:  # noqa: ANN401 -- an element
    made: dict[str, Labels] = {}
    for translation in (each for each in root.iter() if _local(each) == "translation"):
        named = translation.get("lang", "")
        code = _LANGUAGE.search(named)
        for text in translation:
            plain = next((v for v in text if not v.get("form")), None)
            made.setdefault(text.get("id", ""), {})[code[1] if code else named] = _words(plain)
    yield from made.items()


def _label_texts(label: Any, texts: Mapping[str, Labels]) -> Labels:  # noqa: ANN401 -- an element or None
    reference = _ITEXT.search("" if label is None else label.get("ref", ""))
    return texts.get(reference[1], {}) if reference else {"": _words(label)}


def _lists(root: Any, texts: Mapping[str, Labels]) -> Iterator[tuple[str, dict[str, Labels]]]:  # noqa: ANN401 -- an element
    for instance in (each for each in root.iter() if _local(each) == "instance"):
        items = [each for each in instance.iter() if _local(each) == "item"]
        yield (
            instance.get("id", ""),
            {
                _words(_child(item, "name")): texts.get(_words(_child(item, "itextId")))
                or {"": _words(_child(item, "label"))}
                for item in items
            },
        )


def _choices(
    control: Any,  # noqa: ANN401 -- an element
    lists: Mapping[str, dict[str, Labels]],
    texts: Mapping[str, Labels],
) -> Iterator[tuple[str, Labels]]:
    for each in control:
        if _local(each) == "item":
            yield _words(_child(each, "value")), _label_texts(_child(each, "label"), texts)
        elif _local(each) == "itemset" and (named := _LIST.search(each.get("nodeset", ""))):
            yield from lists.get(named[1], {}).items()
