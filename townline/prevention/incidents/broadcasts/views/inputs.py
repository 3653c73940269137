"""What the forms of broadcasts hold."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import AS_TYPED, Body, Input, Line, Reason, RowId

_CALLED: Mapping[str, str] = {
    "ko": gettext_noop("한국어"),
    "en": gettext_noop("영어"),
    "zh": gettext_noop("중국어"),
    "vi": gettext_noop("베트남어"),
    "th": gettext_noop("태국어"),
    "ru": gettext_noop("러시아어"),
    "ja": gettext_noop("일본어"),
    "uz": gettext_noop("우즈베크어"),
    "mn": gettext_noop("몽골어"),
    "urgent": gettext_noop("긴급"),
    "broadcast": gettext_noop("안내"),
    "version": gettext_noop("안내"),
    "hash": gettext_noop("안내"),
    "without": gettext_noop("제외할 분"),
}
type Words = Annotated[Body, AS_TYPED]
LANGUAGES = ("ko", "en", "zh", "vi", "th", "ru", "ja", "uz", "mn")


class BroadcastInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class BroadcastWriting(BroadcastInput):
    ko: Words = ""
    en: Words = ""
    zh: Words = ""
    vi: Words = ""
    th: Words = ""
    ru: Words = ""
    ja: Words = ""
    uz: Words = ""
    mn: Words = ""
    urgent: bool = False
    version: Annotated[int, Field(ge=0)] = 0

    def arguments(self) -> dict[str, Any]:
        bodies = {lang: getattr(self, lang) for lang in LANGUAGES}
        return {"bodies": bodies, "urgent": self.urgent, "base_version": self.version}


class BroadcastChosen(BroadcastInput):
    broadcast: RowId

    def arguments(self) -> dict[str, Any]:
        return {"broadcast_id": self.broadcast}


class BroadcastReason(BroadcastChosen):
    reason: Reason = ""

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"reason": self.reason}


class BroadcastApproval(BroadcastChosen):
    hash: Line
    without: Annotated[list[RowId], Field(max_length=500)] = []

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"hash_": self.hash, "without": self.without}
