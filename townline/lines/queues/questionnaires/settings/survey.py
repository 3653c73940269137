"""The sheet ``survey``: questions, notes and groups, in their order."""

import re
from dataclasses import dataclass, field
from typing import Any

from townline.lines.queues.questionnaires.api import (
    AnswerRefused,
    ConditionInvalid,
    QuestionKind,
    answer_read,
    condition_names,
    condition_parse,
    form_of,
    refers_to_answer,
)
from townline.lines.queues.questionnaires.settings.sheets import Book, SheetRow

# The sheet ``choices``: what can be chosen, by list.

_COLUMNS_CHOICES = frozenset(("list_name", "name", "label"))
_NAME_CHOICES = re.compile(r"[\w.-]{1,40}", re.ASCII)

type Lists = dict[str, list[dict[str, Any]]]


def choices_of(found: Book) -> Lists:
    """Read the lists; a choice is ``{"name", "label"}``."""
    lists: Lists = {}
    for row in found.rows("choices"):
        # Older forms write it with a space.
        if (name := row.cells.pop("list name", None)) is not None:
            row.cells["list_name"] = name
        row.only(_COLUMNS_CHOICES)
        _put(lists, row)
    return lists


def _put(lists: Lists, row: SheetRow) -> None:
    list_name, name = row.cells.get("list_name", ""), row.cells.get("name", "")
    if not list_name:
        row.trouble("list_name is missing")
    if not _NAME_CHOICES.fullmatch(name):
        row.trouble(f"name {name!r}: write letters, digits, points, dashes, at most 40, no spaces")
    there = lists.setdefault(list_name, [])
    if any(each["name"] == name for each in there):
        row.trouble(f"{name!r} is in the list {list_name!r} twice")
    if len(there) == MOST:
        row.trouble(f"the list {list_name!r} has more than {MOST} choices")
    there.append({"name": name, "label": row.cell("label")})


# ``relevant`` and ``constraint``: read, and asking only about what was asked before.


class Conditions:
    """The questions so far, which a condition may ask about."""

    def __init__(self) -> None:
        self._asked: dict[str, int] = {}
        self._taken: dict[str, int] = {}

    def known(self, row: SheetRow, name: str, kind: QuestionKind) -> None:
        """Note a question or note; a name stands once."""
        if name in self._taken:
            row.trouble(f"the name {name!r} stands in row {self._taken[name]} already")
        self._taken[name] = row.number
        if kind is not QuestionKind.NOTE:
            self._asked[name] = row.number

    def relevant(self, row: SheetRow, words: str) -> str:
        """Check when something is asked; "" where always, or where it cannot be read."""
        return self._checked(row, "relevant", words, here=False)

    def constraint(self, row: SheetRow, words: str) -> str:
        """Check what may be answered; "" where anything, or where it cannot be read."""
        return self._checked(row, "constraint", words, here=True)

    def _checked(self, row: SheetRow, column: str, words: str, *, here: bool) -> str:
        if not words:
            return ""
        try:
            node = condition_parse(words)
        except ConditionInvalid as error:
            row.trouble(f"{column}: {error}")
            return ""
        if refers_to_answer(node) and not here:
            row.trouble(f"{column}: `.` is this answer, which does not exist yet; write ${{name}}")
            return ""
        unknown = [name for name in condition_names(node) if name not in self._asked]
        for name in unknown:
            row.trouble(f"{column}: ${{{name}}} is no question above this one")
        return "" if unknown else words


MOST = 60
_COLUMNS = frozenset(
    ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message",
     "default", "appearance")
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z_][\w-]{0,39}", re.ASCII)
_YES, _NO = ("yes", "true", "true()"), ("no", "false", "false()", "")
_TYPES = [*(kind.value for kind in QuestionKind), "begin_group", "end_group"]


@dataclass
class _Group:
    row: SheetRow
    section: dict[str, str]
    relevant: str


@dataclass
class _Survey:
    """The form as far as it has been read."""

    lists: Lists
    conditions: Conditions = field(default_factory=Conditions)
    groups: list[_Group] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)


def items_of(found: Book, lists: Lists) -> list[dict[str, Any]]:
    """Read what is asked, in the shape of a definition (``rules/questions.py``)."""
    survey = _Survey(lists)
    for row in found.rows("survey"):
        row.only(_COLUMNS)
        _line(survey, row)
    for group in survey.groups:
        group.row.trouble("this group has no end_group")
    questions = sum(item["type"] != QuestionKind.NOTE for item in survey.items)
    if not 1 <= questions <= MOST:
        found.trouble("survey", 1, f"{questions} questions; from 1 to {MOST} can be asked")
    return survey.items


def _line(survey: _Survey, row: SheetRow) -> None:
    kind, _, rest = row.cells.get("type", "").partition(" ")
    if kind in {"begin", "end"}:  # "begin group" is as right as "begin_group"
        kind, rest = f"{kind}_{rest.strip()}", ""
    if kind == "begin_group":
        survey.groups.append(_group(survey, row))
    elif kind == "end_group":
        if not survey.groups:
            row.trouble("this end_group ends no group")
        else:
            survey.groups.pop()
    elif kind in set(QuestionKind):
        survey.items.append(_item(survey, row, QuestionKind(kind), rest.strip()))
    else:
        row.trouble(
            f"type {row.cells.get('type', '')!r} is not supported here; "
            f"supported are: {', '.join(_TYPES)}"
        )


def _group(survey: _Survey, row: SheetRow) -> _Group:
    outer = survey.groups[-1].section if survey.groups else {}
    relevant = survey.conditions.relevant(row, row.cells.get("relevant", ""))
    return _Group(row, row.cell("label", needed=False) or outer, relevant)


def _item(survey: _Survey, row: SheetRow, kind: QuestionKind, list_name: str) -> dict[str, Any]:
    name = row.cells.get("name", "")
    if not _NAME.fullmatch(name):
        row.trouble(f"name {name!r}: write letters, digits, dashes, at most 40, no spaces")
    conditions = survey.conditions
    own = conditions.relevant(row, row.cells.get("relevant", ""))
    item: dict[str, Any] = {"name": name, "type": str(kind), "label": row.cell("label")}
    item |= _choices(survey.lists, row, kind, list_name) | _answering(survey, row)
    item |= {
        "hint": row.cell("hint", needed=False),
        "section": survey.groups[-1].section if survey.groups else {},
        "relevant": [each for each in (*(g.relevant for g in survey.groups), own) if each],
    }
    conditions.known(row, name, kind)
    _default(row, item)
    return {key: value for key, value in item.items() if value or key == "label"}


def _choices(lists: Lists, row: SheetRow, kind: QuestionKind, list_name: str) -> dict[str, Any]:
    if kind not in {QuestionKind.ONE, QuestionKind.MULTIPLE}:
        if list_name:
            row.trouble(f"type {kind} takes nothing behind it, but there is {list_name!r}")
        return {}
    if not lists.get(list_name):
        row.trouble(f"the list {list_name!r} is not on the sheet choices")
    return {"choices": lists.get(list_name, [])}


def _answering(survey: _Survey, row: SheetRow) -> dict[str, Any]:
    required = row.cells.get("required", "").lower()
    if required not in (*_YES, *_NO):
        row.trouble(f"required {required!r}: write yes or no; conditions are not supported here")
    constraint = survey.conditions.constraint(row, row.cells.get("constraint", ""))
    # Without words people would be told that it is wrong, and not what would be right.
    message = row.cell("constraint_message", needed=bool(constraint))
    return {"required": required in _YES, "constraint": constraint, "message": message}


def _default(row: SheetRow, item: dict[str, Any]) -> None:
    default = row.cells.get("default", "")
    if not default or item["type"] == QuestionKind.NOTE:
        return
    if "${" in default or default.endswith("()"):
        row.trouble(f"default {default!r}: only a value is supported here, nothing reckoned")
        return
    (read,) = form_of({"title": "", "items": [item]}).items
    given = default.split() if read.kind is QuestionKind.MULTIPLE else default
    try:
        item["default"] = answer_read(read, given)
    except AnswerRefused as error:
        row.trouble(f"default {default!r} is no answer to this question: {error.trouble}")
