"""What the page sends; the room looks at each field itself, so that nothing typed is lost."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop
from pydantic import Field

from townline.platform.web.inputs import Input

WORDS, PLACE, PHOTOS = 1_000, 100, 5


class ReportInput(Input):
    """``at``: the pressed place, degrees; ``stored``: signed names of photos that came before."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "words": gettext_noop("알릴 내용"),
        "place": gettext_noop("장소"),
        "at": gettext_noop("장소"),
        "stored": gettext_noop("사진"),
        "token": gettext_noop("인증번호"),
    }

    key: Annotated[str, Field(max_length=200)] = ""
    words: Annotated[str, Field(max_length=20_000)] = ""
    place: Annotated[str, Field(max_length=2_000)] = ""
    at: Annotated[str, Field(max_length=60)] = ""
    phone: Annotated[str, Field(max_length=100)] = ""
    stored: Annotated[str, Field(max_length=4_000)] = ""
    token: Annotated[str, Field(max_length=64)] = ""
    code: Annotated[str, Field(max_length=40)] = ""
