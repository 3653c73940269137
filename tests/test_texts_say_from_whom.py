"""A text that comes without being expected says first from whom it is: "[한들구] …"."""

import json

from townline.platform.core.paths import TOWNLINE
from townline.prevention.incidents.warnings.settings import WarningTexts
from townline.prevention.policy.settings import PolicyTexts
from townline.prevention.surveys.pages.settings import SurveyPages
from townline.prevention.works.settings import WorkTexts

# Put under or behind another text, which says it; and the title of a case.
PARTS = {
    "stop", "status_line", "more_link", "question_rating", "question_check_in", "question_alarm",
    "question_request", "question_visit", "rate_with_answer", "visit_help_title",
    "warning_everywhere", "work_places_more", "ticket_within", "ticket_between", "ticket_already",
    "ticket_ahead",
}  # fmt: skip


def test_texts_of_rooms_do():
    texts = {"home_link": SurveyPages().home_link}
    for room in (WarningTexts(), WorkTexts(), PolicyTexts()):
        texts |= {name: getattr(room, name) for name in type(room).model_fields}
    bodies = [
        (name, text.in_language(lang)) for name, text in texts.items() for lang in ("ko", "en")
    ]
    assert [one for one in bodies if one[0] not in PARTS and not one[1].startswith("[")] == []


def test_texts_of_districts_do():
    for path in sorted(TOWNLINE.glob("data/d*/**/texts.json")):
        texts = json.loads(path.read_text())["automatic"]
        bodies = [(name, text[lang]) for name, text in texts.items() for lang in ("ko", "en")]
        assert [one for one in bodies if one[0] not in PARTS and not one[1].startswith("[")] == []
