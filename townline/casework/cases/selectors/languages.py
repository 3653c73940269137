"""Names of the languages that texts are written in."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Languages that a text may be in beside Korean and English (``triage``): by ISO 639-1 code.
LANGUAGES: dict[str, Promise] = {
    "am": _("암하라어"),
    "ar": _("아랍어"),
    "bn": _("벵골어"),
    "bo": _("티베트어"),
    "de": _("독일어"),
    "el": _("그리스어"),
    "es": _("스페인어"),
    "fa": _("페르시아어"),
    "fr": _("프랑스어"),
    "gu": _("구자라트어"),
    "he": _("히브리어"),
    "hi": _("힌디어"),
    "hy": _("아르메니아어"),
    "id": _("인도네시아어"),
    "ja": _("일본어"),
    "ka": _("조지아어"),
    "kk": _("카자흐어"),
    "km": _("크메르어"),
    "kn": _("칸나다어"),
    "ko-Latn": _("로마자로 쓴 한국어"),
    "lo": _("라오어"),
    "ml": _("말라얄람어"),
    "mn": _("몽골어"),
    "my": _("미얀마어"),
    "ne": _("네팔어"),
    "pa": _("펀자브어"),
    "pl": _("폴란드어"),
    "pt": _("포르투갈어"),
    "ru": _("러시아어"),
    "si": _("싱할라어"),
    "ta": _("타밀어"),
    "te": _("텔루구어"),
    "th": _("태국어"),
    "tl": _("타갈로그어"),
    "tr": _("튀르키예어"),
    "uk": _("우크라이나어"),
    "ur": _("우르두어"),
    "uz": _("우즈베크어"),
    "vi": _("베트남어"),
    "zh": _("중국어"),
}


def languages(codes: Iterable[str]) -> str:
    """Name languages: 중국어, 태국어; what is not known is another language."""
    return ", ".join(str(LANGUAGES.get(code, _("알 수 없는 언어"))) for code in codes)
