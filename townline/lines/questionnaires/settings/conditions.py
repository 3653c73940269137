"""``relevant`` and ``constraint``: read, and asking only about what was asked before."""

from townline.lines.questionnaires.api import (
    ConditionInvalid,
    QuestionKind,
    condition_names,
    condition_parse,
    refers_to_answer,
)
from townline.lines.questionnaires.settings.sheets import SheetRow


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
