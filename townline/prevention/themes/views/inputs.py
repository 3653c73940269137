"""What the forms of themes hold."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_noop

from townline.platform.web.inputs import Input, Line, RowId


class ThemeInput(Input):
    """Base: what pages call the fields."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "name": gettext_noop("주제 이름"),
        "into": gettext_noop("병합할 주제"),
        "word": gettext_noop("분리할 낱말"),
    }


class ThemePress(ThemeInput):
    """A button without fields."""


class ThemeNamed(ThemeInput):
    name: Line = ""


class ThemeJoined(ThemeInput):
    into: RowId


class ThemeWord(ThemeInput):
    word: Line
