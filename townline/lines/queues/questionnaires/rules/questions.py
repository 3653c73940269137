"""A questionnaire: its questions, which of them are asked for the answers there are, and how far.

A definition is JSON: ``{"title", "languages", "items": [...]}``; words are objects by language. An
item has ``name``, ``type`` (Kind), ``label``, and where they are said ``hint``, ``section``,
``required``, ``relevant`` (a list: those of the groups around it too), ``constraint`` with
``message``, ``choices`` (``name``, ``label``) and ``default``. Conditions ask about earlier
questions only, so that one pass decides.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from townline.lines.queues.questionnaires.rules import conditions
from townline.lines.queues.questionnaires.rules.conditions import Node
from townline.lines.queues.questionnaires.rules.expressions import Scope, holds

type Words = Mapping[str, str]
type Answer = str | int | float | list[str] | None


class QuestionKind(StrEnum):
    """``note`` is read, not answered."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    ONE = "select_one"
    MULTIPLE = "select_multiple"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionChoice:
    name: str
    label: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionItem:
    """A question or a note; ``section`` is the title of the group it stands in."""

    name: str
    kind: QuestionKind
    label: Words
    hint: Words
    section: Words
    required: bool
    relevant: tuple[Node, ...]
    constraint: Node | None
    message: Words
    choices: tuple[QuestionChoice, ...]
    default: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    title: Words
    items: tuple[QuestionItem, ...]

    def item(self, name: str) -> QuestionItem | None:
        """Find a question by its name."""
        found = (each for each in self.items if each.name == name)
        return next((each for each in found if each.kind is not QuestionKind.NOTE), None)


def form_of(definition: Mapping[str, Any]) -> Questionnaire:
    """Read a definition that was checked when it was loaded."""
    return Questionnaire(
        title=definition["title"], items=tuple(_item(each) for each in definition["items"])
    )


def _item(raw: Mapping[str, Any]) -> QuestionItem:
    constraint = raw.get("constraint")
    return QuestionItem(
        name=raw["name"],
        kind=QuestionKind(raw["type"]),
        label=raw["label"],
        hint=raw.get("hint", {}),
        section=raw.get("section", {}),
        required=raw.get("required", False),
        relevant=tuple(conditions.parse(each) for each in raw.get("relevant", [])),
        constraint=conditions.parse(constraint) if constraint else None,
        message=raw.get("message", {}),
        choices=tuple(
            QuestionChoice(name=each["name"], label=each["label"])
            for each in raw.get("choices", [])
        ),
        default=raw.get("default"),
    )


def words_in(words: Words, language: str) -> str:
    """Choose the words of a language, else the Korean ones."""
    return words.get(language) or words.get("ko", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form with its answers as they hold now.

    ``asked``: the questions and notes that are for this person, in order. ``answers``: of those
    questions that were answered, or passed over (None). ``maybe``: how many more may be asked, by
    answers that are still to come.
    """

    asked: tuple[QuestionItem, ...]
    answers: Mapping[str, Answer]
    maybe: int = 0

    @property
    def questions(self) -> tuple[QuestionItem, ...]:
        """The questions among what is asked."""
        return tuple(each for each in self.asked if each.kind is not QuestionKind.NOTE)

    @property
    def done(self) -> int:
        """How many were answered or passed over."""
        return len(self.answers)

    @property
    def most(self) -> int:
        """How many questions there are at most."""
        return len(self.questions) + self.maybe

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return self.next() is None

    def next(self, after: str = "") -> QuestionItem | None:
        """Give the question that follows one in order; without one, the first not yet seen."""
        questions = self.questions
        names = [each.name for each in questions]
        if after in names:
            return next(iter(questions[names.index(after) + 1 :]), None)
        return next((each for each in questions if each.name not in self.answers), None)

    def before(self, name: str) -> QuestionItem | None:
        """Give the question before one; None at the first."""
        questions = self.questions
        at = [each.name for each in questions].index(name)
        return questions[at - 1] if at else None

    def notes_before(self, name: str) -> list[QuestionItem]:
        """Give the notes that stand right before a question; with ``""`` those at the end."""
        found: list[QuestionItem] = []
        for each in self.asked:
            if each.kind is QuestionKind.NOTE:
                found.append(each)
            elif each.name == name:
                return found
            else:
                found = []
        return found if not name else []


def apply_answers(form: Questionnaire, answers: Mapping[str, Answer], today: dt.date) -> Filled:
    """Let go of answers to what is not asked any more, or that do not hold any more."""
    relevant_items: list[QuestionItem] = []
    valid_answers: dict[str, Answer] = {}
    known: dict[str, str] = {}
    undecided: set[str] = set()
    maybe = 0
    for item in form.items:
        if not all(holds(each, Scope(today=today, answers=known)) for each in item.relevant):
            if item.kind is not QuestionKind.NOTE and _depends_on(item, undecided):
                undecided.add(item.name)
                maybe += 1
            continue
        relevant_items.append(item)
        answer = answers.get(item.name)
        if item.name in answers and fits(item, answer, known, today):
            valid_answers[item.name], known[item.name] = answer, plain(answer)
        else:
            undecided.add(item.name)
    return Filled(asked=tuple(relevant_items), answers=valid_answers, maybe=maybe)


def _depends_on(item: QuestionItem, undecided: set[str]) -> bool:
    return any(not undecided.isdisjoint(conditions.names(each)) for each in item.relevant)


def fits(item: QuestionItem, answer: Answer, known: Mapping[str, str], today: dt.date) -> bool:
    """Say whether an answer holds beside the earlier ones; one left out holds unless required."""
    if answer is None:
        return not item.required
    if item.constraint is None:
        return True
    return holds(item.constraint, Scope(today=today, answers=known, here=plain(answer)))


def plain(answer: Answer) -> str:
    """Write an answer as XForms does: several choices with spaces between them."""
    if answer is None:
        return ""
    return " ".join(answer) if isinstance(answer, list) else str(answer)


def answer_text(item: QuestionItem, answer: Answer, language: str) -> str:
    """Write an answer for somebody to read; "" for one that was left out."""
    names = answer if isinstance(answer, list) else [plain(answer)]
    labels = {each.name: words_in(each.label, language) for each in item.choices}
    return ", ".join(_labels(names, labels))


def _labels(names: list[str], labels: Mapping[str, str]) -> Iterator[str]:
    return (labels.get(name, name) for name in names if name)
