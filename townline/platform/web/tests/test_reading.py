"""A form is read by the schema that reads the API's body, and refused in words for people."""

import datetime as dt
from typing import Annotated, Any, Literal

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation
from pydantic import Field, StrictBool

from townline.platform.web.inputs import AS_TYPED, Day, Input, Line, Mobile, Moment, TextId
from townline.platform.web.mistakes import MESSAGES, InvalidForm
from townline.platform.web.reading import as_written, pressed_button, read


class Spoken(Input):
    what: Line
    by: Day


class Everything(Input):
    CALLED = {"text": "글자", "rows": "줄"}
    text: Line | None = None
    number: Annotated[int, Field(ge=1, le=9, strict=True)] | None = None
    lax: Annotated[int, Field(gt=0, lt=10, multiple_of=2)] | None = None
    share: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    tick: StrictBool = False
    day: Day | None = None
    moment: Moment | None = None
    time: dt.time | None = None
    one: Literal["a", "b"] | None = None
    phone: Mobile | None = None
    many: Annotated[list[TextId], Field(max_length=2)] = []
    rows: list[Spoken] = []
    side: dict[Line, Literal["before", "after"]] = {}
    kept: Annotated[str | None, AS_TYPED] = None


def post_request(**fields: Any) -> Any:
    return RequestFactory().post("/", fields)


@pytest.fixture(autouse=True)
def here(monkeypatch):
    class Office:
        spans = ((dt.time(9), dt.time(17, 30)),)

    monkeypatch.setattr("townline.platform.web.reading.office_calendar", Office)
    with timezone.override("Asia/Seoul"), translation.override("ko"):
        yield


@pytest.mark.parametrize(
    ("field", "written", "found"),
    [
        ("text", "  두 줄\r\n글 ", "두 줄\n글"),
        ("text", "", None),
        ("number", "7", 7),
        ("number", " ", None),
        ("tick", "on", True),
        ("tick", "0", False),
        ("day", "2026-11-27", dt.date(2026, 11, 27)),
        ("day", "20261127", dt.date(2026, 11, 27)),
        ("moment", "2026-11-27T14:30", dt.datetime(2026, 11, 27, 5, 30, tzinfo=dt.UTC)),
        ("moment", "2026-11-27", dt.datetime(2026, 11, 27, 8, 30, tzinfo=dt.UTC)),
        ("time", "14:30", dt.time(14, 30)),
        ("phone", "010-0000-0042", "+821000000042"),
        ("many", ["3", "", "4"], [3, 4]),
        ("kept", " as it\r\nstands ", " as it\nstands "),
        ("kept", "", ""),
    ],
)
def test_a_field_is_read_as_it_is_meant(field, written, found):
    assert getattr(read(post_request(**{field: written}), Everything), field) == found


def test_what_was_not_sent_is_not_given():
    assert read(post_request(), Everything) == Everything()


def test_rows_are_read_where_something_was_written():
    form = read(post_request(what=["", "보도블록"], by=["", "2026-11-27"]), Everything)
    assert form.rows == [Spoken(what="보도블록", by=dt.date(2026, 11, 27))]


def test_fields_of_a_name_with_keys_are_gathered():
    form = read(post_request(**{"side-a": "before", "side-b": "", "side-c": "after"}), Everything)
    assert form.side == {"a": "before", "c": "after"}


def test_a_field_may_be_called_otherwise_and_is_named_so_in_the_refusal():
    assert read(post_request(words="글"), Everything, text="words").text == "글"
    with pytest.raises(InvalidForm) as refused:
        read(post_request(words="가" * 201), Everything, text="words")
    assert refused.value.wrong == {"words": "‘글자’ 칸이 너무 깁니다. 200자까지 적을 수 있습니다."}


def test_a_row_names_itself():
    with pytest.raises(InvalidForm) as refused:
        read(post_request(what=["보도블록"], by=[""]), Everything)
    assert refused.value.wrong == {"rows-0-by": "‘줄’ 칸이 비어 있습니다. 적거나 선택해 주세요."}


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("number", "many"),
        ("number", "0"),
        ("number", "10"),
        ("number", "9" * 30),
        ("lax", "x"),
        ("lax", "3"),
        ("lax", "-1"),
        ("lax", "11"),
        ("lax", "9" * 5000),
        ("share", "x"),
        ("share", "nan"),
        ("share", "2"),
        ("day", "tomorrow"),
        ("day", "1764374400"),
        ("day", "2026-13-40"),
        ("day", "1999-01-01"),
        ("day", "2999-01-01"),
        ("moment", "tomorrow"),
        ("moment", "1764374400"),
        ("moment", "2026-11-27T25:00"),
        ("moment", "0001-01-01T00:00"),
        ("moment", "9999-12-31T23:59"),
        ("time", "25:00"),
        ("time", "soon"),
        ("one", "c"),
        ("phone", "02-000-0000"),
        ("phone", "none"),
        ("many", ["1", "2", "3"]),
        ("many", "x"),
        ("side-a", "left"),
        ("text", "\x00"),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(field, written):
    """Neither a pydantic message nor one for programs reaches a person."""
    with pytest.raises(InvalidForm) as refused:
        read(post_request(**{field: written}), Everything)
    (korean,) = refused.value.wrong.values()
    with translation.override("en"):
        (english,) = refused.value.wrong.values()
    assert korean != english
    assert "%(" not in korean + english
    assert not any(raw in english for raw in ("Input should", "Value error", "pydantic"))
    assert any("가" <= letter <= "힣" for letter in korean)
    assert not any("가" <= letter <= "힣" for letter in english.replace("글자", ""))


def test_the_refusal_does_not_repeat_what_was_sent():
    with pytest.raises(InvalidForm) as refused:
        read(post_request(phone="010-0000-00421234"), Everything)
    assert "4212" not in f"{refused.value!r}{refused.value}{refused.value.wrong}"


def test_what_was_pressed_and_written_is_given():
    request = post_request(do="save", text="글")
    assert pressed_button(request) == "save"
    assert as_written(request, text="before", day="2026-11-27") == {
        "do": "save",
        "text": "글",
        "day": "2026-11-27",
    }


def test_each_sentence_is_one_that_can_be_said():
    bounds = dict.fromkeys(("max_length", "min_length", "gt", "ge", "lt", "le", "multiple_of"), 1)
    for words in MESSAGES.values():
        assert "%(" not in words % {**bounds, "field": "글"}
