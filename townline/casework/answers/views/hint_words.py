"""Hints for plain words, in the reader's language."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from townline.casework.answers import api
from townline.casework.answers.rules.plain import Hint, HintKind
from townline.casework.answers.services.templating import LANGUAGES, hints, is_approved

_WORDS: dict[str, Promise] = {
    HintKind.NOT_DONE: _("처리한 내용을 '-했습니다'로 적어 주세요."),
    HintKind.NO_WHO: _("처리한 부서, 작업반, 업체를 적어 주세요."),
    HintKind.NO_GREETING: _("인사말이 없습니다."),
    HintKind.NO_SIGNATURE: _("끝에 처리 부서를 적어 주세요."),
}
_NOT_APPROVED = _("승인된 서식에 없는 표현입니다. 한국어 번역문과 함께 승인받습니다.")
_NO_KOREAN = _("한국어 번역문이 비어 있습니다. 승인자가 읽을 수 있게 적어 주세요.")
_OTHER_LANGUAGE = _("이 언어로 된 서식이 없습니다. 영어나 한국어로 작성해 주세요.")


@dataclass(frozen=True)
class HintText:
    """A hint as it is shown. ``kind`` is stable."""

    kind: str
    words: str


def hint_texts(body: str, language: str, kind: str, korean: str = "") -> list[HintText]:
    """Give the hints about what is being written, [] while nothing is; none forbids anything."""
    if not body.strip():
        return []
    found = [HintText(hint.kind, _hint_sentence(hint)) for hint in hints(body, language, kind)]
    return [*_foreign(body, language, korean), *found]


def of_draft(draft: api.DraftView | None, language: str) -> list[HintText]:
    """Give the hints about a draft as it is kept."""
    return hint_texts(draft.body, language, draft.kind, draft.korean) if draft else []


def _foreign(body: str, language: str, korean: str) -> list[HintText]:
    if language == "ko":
        return []
    if language not in LANGUAGES:
        return [HintText("other_language", str(_OTHER_LANGUAGE))]
    found = []
    if not is_approved(body, language):
        found.append(HintText("not_approved", str(_NOT_APPROVED)))
    if not korean.strip():
        found.append(HintText("no_korean", str(_NO_KOREAN)))
    return found


def _hint_sentence(hint: Hint) -> str:
    values = {"words": hint.words, "instead": hint.instead, "count": hint.count}
    if hint.kind is HintKind.LONG_SENTENCE:
        return gettext("긴 문장입니다(%(count)d자). 둘로 나누어 주세요: “%(words)s”") % values
    if hint.kind is HintKind.NO_WHEN:
        return gettext("기한을 적어 주세요: “%(words)s”") % values
    if hint.kind is HintKind.ABBREVIATION:
        return gettext("줄임말입니다: ‘%(words)s’ → %(instead)s") % values
    if hint.kind is HintKind.OFFICIALESE and hint.instead:
        return gettext("어려운 말입니다: ‘%(words)s’ → %(instead)s") % values
    if hint.kind is HintKind.OFFICIALESE:
        return gettext("쓰지 않는 말입니다: ‘%(words)s’") % values
    return str(_WORDS[hint.kind])
