"""What the writing box starts from: the draft, its measure, the district's words for it."""

import json
from collections import defaultdict
from typing import Any

from townline.cases import api
from townline.cases.services import wording
from townline.cases.views import photos
from townline.conversations import api as conversations
from townline.core import district
from townline.core.models import ResidentText
from townline.departments.api import Department


def composer(detail: api.Detail, department: Department | None) -> dict[str, Any]:
    """Give the words as they are, and what helps to write them."""
    draft = detail.draft
    body = draft.body if draft else ""
    return {
        "kind": draft.kind if draft else "answer",
        "body": body,
        "reason": draft.reason if draft else "",
        "remedy": draft.remedy if draft else "",
        "next_due": draft.next_due_at if draft else None,
        "send_at": draft.send_at if draft else None,
        "version": draft.version if draft else 0,
        "photos": photos.of_draft(draft),
        "upload": photos.upload(),
        "measure": conversations.measure(body),
        "openings": openings(detail.row, department),
        "style_json": json.dumps(_style(detail.row.language), ensure_ascii=False),
    }


class _Blanks(dict[str, str]):
    """Leaves a visible blank where only the writer knows the word."""

    def __missing__(self, name: str) -> str:
        return "…"


def openings(row: api.Row, department: Department | None) -> list[str]:
    """Give the district's beginnings and ends of texts, in the resident's language."""
    lang = row.language if row.language == "en" else "ko"
    names = _Blanks(
        code=row.code,
        due=wording.moment(row.answer_due_at, lang),
        line_number=district.line_number(),
    )
    if department is not None:
        names["department"] = department.name_en if lang == "en" else department.name_ko
    return [words.format_map(names) for words in district.made(_openings)[lang]]


def _openings(_settings: district.Settings) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for text in ResidentText.objects.filter(key__startswith="opening.").order_by("id"):
        found[text.lang].append(text.body)
    return found


def _style(language: str) -> list[list[str]]:
    texts = district.current().raw.get("texts", {})
    return [[w["avoid"], w["write"]] for w in texts.get("style", {}).get(language, [])]
