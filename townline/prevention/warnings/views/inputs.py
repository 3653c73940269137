"""What the forms of warnings hold."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Input, Line

_CALLED: Mapping[str, str] = {
    "kind": gettext_noop("알림 종류"),
    "kinds": gettext_noop("알림 종류"),
    "dong": gettext_noop("동"),
    "dongs": gettext_noop("동"),
    "homes": gettext_noop("받을 분"),
    "token": gettext_noop("이 화면"),
}


class WarningInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED


class WarningDraft(WarningInput):
    kind: Line = ""
    dongs: list[Line] = []
    homes: bool = False


class WarningPress(WarningInput):
    """A button without fields."""


class WarningAsking(WarningInput):
    """What somebody asks for on the page, then the code; the room looks at the telephone itself."""

    key: Annotated[str, Field(max_length=200)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    kinds: list[Line] = []
    dong: Annotated[str, Field(max_length=60)] = ""
    token: Annotated[str, Field(max_length=64)] = ""
    code: Annotated[str, Field(max_length=20)] = ""
