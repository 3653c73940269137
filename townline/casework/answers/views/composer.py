"""What the writing box starts from: the draft, its measure, the district's words for it."""

import datetime as dt
import json
from collections import defaultdict
from typing import Any

from townline.casework.answers import api
from townline.casework.answers.rules.templates import fill
from townline.casework.answers.services.templating import blank_labels, suitable_templates
from townline.casework.answers.views import hint_words, photo_links
from townline.casework.answers.views.composing import choices
from townline.casework.cases import api as cases
from townline.casework.portal.api import RatingTail, rating_tail
from townline.platform.conversations import api as conversations
from townline.platform.core import district, resident_moments
from townline.platform.core.models import ResidentText
from townline.platform.core.text.languages import page_language
from townline.platform.departments.api import Department

_LINK = "opening.photo_link"
_EXTENDED = "opening.legal_extended"


def composer(
    detail: api.AnswerDetail, department: Department | None, now: dt.datetime, *, may: bool
) -> dict[str, Any]:
    """Give the words as they are, and what helps to write them.

    ``may``: who looks may write them, and put photos with them, now.
    """
    draft = detail.draft
    body = draft.body if draft else ""
    kind, korean = (draft.kind, draft.korean) if draft else ("answer", "")
    row = detail.row
    tail = rating_tail(case_id=row.id, language=row.language, now=now) if may else None
    return {
        "kind": kind,
        "body": body,
        "reason": draft.reason if draft else "",
        "remedy": draft.remedy if draft else "",
        "next_due": draft.next_due_at if draft else None,
        "send_at": draft.send_at if draft else None,
        "version": draft.version if draft else 0,
        "photos": photo_links.of_draft(draft),
        "behind_links": photo_links.behind_links(row.id, draft),
        "upload": photo_links.upload() if may else None,
        **_measure_answer(body, kind, tail),
        "openings": openings(detail, department),
        "templates": choices(detail, department, suitable_templates(detail.row.service)),
        "template": draft.template if draft else "",
        "korean": korean,
        "hints": hint_words.of_draft(draft, detail.row.language),
    }


def _measure_answer(body: str, kind: str, tail: RatingTail | None) -> dict[str, Any]:
    """Measure what would go out, and give the browser what it needs to count by the same rule."""
    if tail is None:
        return {"measure": conversations.measure(body), "tail": None}
    goes = tail.added(body, cases.Kind(kind))
    return {
        "measure": conversations.measure(goes),
        "tail": tail.words,
        "tail_kinds": " ".join(sorted(tail.kinds)),
        "tail_known": json.dumps(tail.known),
        "tail_goes": goes != body or (not body.strip() and kind in tail.kinds),
    }


def openings(detail: api.AnswerDetail, department: Department | None) -> list[str]:
    """Give the district's beginnings and ends of texts, in the resident's language."""
    row = detail.row
    lang = page_language(row.language)
    names = {
        "code": row.code,
        "due": resident_moments.promise(row.answer_due_at, row.promise_from, lang),
        "line_number": district.line_number(),
    }
    if department is not None:
        names["department"] = department.name_en if lang == "en" else department.name_ko
    labels, longer = blank_labels(lang), _last_extension(detail, lang)
    return [
        fill(words, names | (longer if key == _EXTENDED else {}), labels)
        for key, words in district.derive(_openings)[lang]
    ]


def _last_extension(detail: api.AnswerDetail, lang: str) -> dict[str, str]:
    """Give until when the statutory period was extended last, and why: the resident is told."""
    lines = (line for line in reversed(detail.history) if line.event == cases.Remark.LEGAL_EXTEND)
    line = next(lines, None)
    if line is None:
        return {}
    to = line.data["to"]  # None while the clock stands still
    until = resident_moments.day(dt.datetime.fromisoformat(to), lang) if to else ""
    return {"when": until, "reason": line.reason}


def _openings(_settings: district.Settings) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    # A link to photos comes with its photos, never by hand.
    known = ResidentText.objects.filter(key__startswith="opening.").exclude(key=_LINK)
    for text in known.order_by("id"):
        found[text.lang].append((text.key, text.body))
    return found
