"""What a visit may come to, in words: on pages and in forms."""

from django.utils.translation import gettext_lazy as _

EXCLUSIONS = {
    "not_lived_in": _("거주하지 않음"),
    "demolished": _("철거됨"),
    "not_existing": _("존재하지 않음"),
    "other_kind": _("해당 유형 아님"),
    "duplicate": _("중복"),
}
OUTCOMES = {
    "nobody_home": _("부재중"),
    "refused": _("조사 거절"),
    "postponed": _("다른 날 요청"),
}
