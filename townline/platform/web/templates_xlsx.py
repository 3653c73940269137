"""Empty tables for offices to fill in: one sheet to write into, one that explains its columns."""

from collections.abc import Sequence

from django.utils.translation import get_language, gettext

from townline.platform.core.text.columns import Column
from townline.platform.web.export import ExportSheet


def headings(columns: Sequence[Column]) -> list[str]:
    """Give the headings of columns as the reader's office writes them."""
    korean = (get_language() or "ko").startswith("ko")
    return [column.heading if korean else column.name for column in columns]


def template(columns: Sequence[Column]) -> tuple[ExportSheet, ExportSheet]:
    """Make the two sheets of a template; who reads the file takes the first."""
    about = [
        gettext("항목"),
        gettext("필수 여부"),
        gettext("쓸 수 있는 값"),
        gettext("작성 예"),
        gettext("최대 글자 수"),
    ]
    rows = [
        (
            heading,
            "" if column.empty else gettext("필수"),
            ", ".join(_accepted_values(column)),
            column.example,
            column.limit,
        )
        for heading, column in zip(headings(columns), columns, strict=True)
    ]
    return (
        ExportSheet(headings(columns), [], gettext("입력")),
        ExportSheet(about, rows, gettext("작성 방법")),
    )


def _accepted_values(column: Column) -> list[str]:
    """Name each value once, by the first word for it, with what it is called in English files."""
    first: dict[str, str] = {}
    for words, value in column.values.items():
        first.setdefault(value, words)
    return [f"{words}({value})" for value, words in first.items()]
