"""What is wrong in a form, in words for people: one sentence for each kind of mistake."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop
from pydantic import BaseModel, ValidationError

from townline.platform.core.refusals import Refusal

_EMPTY = gettext_noop("‘%(field)s’ 칸이 비어 있습니다. 적거나 선택해 주세요.")
_NUMBER = gettext_noop("‘%(field)s’ 칸에는 숫자만 적어 주세요.")
_LONG = gettext_noop("‘%(field)s’ 칸이 너무 깁니다. %(max_length)s자까지 적을 수 있습니다.")
_SHORT = gettext_noop("‘%(field)s’ 칸이 너무 짧습니다. %(min_length)s자 이상 적어 주세요.")
_LIST = gettext_noop("‘%(field)s’ 칸은 목록에서 선택해 주세요.")
_DAY = gettext_noop("‘%(field)s’ 칸에 날짜를 적어 주세요. 예: 2026-11-27")
_MOMENT = gettext_noop("‘%(field)s’ 칸에 날짜와 시각을 적어 주세요. 예: 2026-11-27 14:30")
_TIME = gettext_noop("‘%(field)s’ 칸에 시각을 적어 주세요. 예: 14:30")
_LOOK = gettext_noop("‘%(field)s’ 칸을 다시 확인해 주세요.")
# By pydantic's types of errors. One that is missing here is told as _LOOK; a test finds it.
MESSAGES: Mapping[str, str] = {
    "missing": _EMPTY,
    "string_too_long": _LONG,
    "string_too_short": _SHORT,
    "string_type": _LOOK,
    "string_pattern_mismatch": gettext_noop("‘%(field)s’ 칸을 정해진 형식대로 적어 주세요."),
    **dict.fromkeys(
        ("int_type", "int_parsing", "int_parsing_size", "int_from_float", "float_type"), _NUMBER
    ),
    **dict.fromkeys(("float_parsing", "finite_number"), _NUMBER),
    "greater_than": gettext_noop("‘%(field)s’ 칸에는 %(gt)s보다 큰 수를 적어 주세요."),
    "greater_than_equal": gettext_noop("‘%(field)s’ 칸에는 %(ge)s 이상의 수를 적어 주세요."),
    "less_than": gettext_noop("‘%(field)s’ 칸에는 %(lt)s보다 작은 수를 적어 주세요."),
    "less_than_equal": gettext_noop("‘%(field)s’ 칸에는 %(le)s 이하의 수를 적어 주세요."),
    "multiple_of": gettext_noop("‘%(field)s’ 칸에는 %(multiple_of)s의 배수를 적어 주세요."),
    **dict.fromkeys(("enum", "literal_error", "bool_type", "bool_parsing"), _LIST),
    **dict.fromkeys(
        (
            "date_type",
            "date_parsing",
            "date_from_datetime_parsing",
            "date_from_datetime_inexact",
        ),
        _DAY,
    ),
    **dict.fromkeys(
        (
            "datetime_type",
            "datetime_parsing",
            "datetime_from_date_parsing",
            "timezone_aware",
        ),
        _MOMENT,
    ),
    **dict.fromkeys(("time_type", "time_parsing"), _TIME),
    **dict.fromkeys(("uuid_type", "uuid_parsing", "tuple_type", "value_error"), _LOOK),
    **dict.fromkeys(("list_type", "dict_type"), _LIST),
    "too_short": gettext_noop("‘%(field)s’ 칸에서 %(min_length)s개 이상 선택해 주세요."),
    "too_long": gettext_noop("‘%(field)s’ 칸에서는 %(max_length)s개까지 선택할 수 있습니다."),
}


type _Schema = type[BaseModel]


class InvalidForm(Refusal):
    """A value is not accepted; ``errors``: ``[{"field", "message"}]``."""

    type = "invalid-input"
    status = 422
    title = "A value is not accepted"

    def __init__(self, schema: _Schema, error: ValidationError, names: Mapping[str, str]) -> None:
        super().__init__(f"a form that is no {schema.__name__}")
        self._schema, self._names = schema, names
        self._errors = error.errors(include_url=False, include_input=False)

    @property
    def wrong(self) -> dict[str, str]:
        """Say in the reader's language what to mend, by the name of the form's field."""
        return dict(self._told())

    def _told(self) -> Iterator[tuple[str, str]]:
        for each in self._errors:
            first, *rest = (str(part) for part in each["loc"] or ("",))
            name = "-".join([self._names.get(first, first), *rest])
            yield (
                name,
                sentence(each["type"], field_label(self._schema, first), each.get("ctx", {})),
            )

    @property
    def sentences(self) -> str:
        """Say it all at once, for a page without the form."""
        return " ".join(self.wrong.values())


def sentence(kind: str, field: str, bounds: Mapping[str, Any]) -> str:
    """Say one mistake. ``field``: how the page calls it; ``bounds``: pydantic's ``ctx``."""
    message = bounds.get("said") or MESSAGES.get(kind, _LOOK)
    return gettext(message) % {**bounds, "field": field}


def field_label(schema: _Schema, field: str) -> str:
    """Give how pages call a field, in the reader's language."""
    for each in schema.__mro__:
        if word := each.__dict__.get("CALLED", {}).get(field):
            return gettext(word)
    return field
