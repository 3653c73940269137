"""A part of a district's settings: frozen values, and every mistake in our words by its line."""

import datetime as dt
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

import pytest
from pydantic import Field, ValidationError

from townline.platform.core.district_files.documents import document
from townline.platform.core.district_files.part import NEEDED, Part, part_read
from townline.platform.core.district_files.problems import Problems
from townline.platform.core.district_files.values import (
    Code,
    Count,
    Duration,
    Having,
    Hours,
    Many,
    Must,
    Names,
    Time,
    Within,
    Zone,
    named_in,
    once,
    text,
)


class Inner(Part, extra="forbid"):
    """One of several."""

    code: Annotated[Code, once("code")] = "a"
    office: Annotated[str, named_in("offices")] = "front"
    name: Annotated[Names, Within(3, 3, ("place",))] | None = None


class Every(Part):
    """One of each kind."""

    file: ClassVar[str] = "every.json"
    yes: bool = True
    count: Count = 1
    part: Annotated[float, Field(lt=1), Must("a number below 1.0")] = 0.5
    whole: int = 1
    half: float = 0.5
    word: Annotated[str, text(3)] = "ab"
    plain: str = ""
    lang: Literal["ko", "en"] = "ko"
    life: Duration | None = None
    at: Time | None = None
    zone: Zone = ZoneInfo("UTC")
    hours: Hours | None = None
    many: Many[Inner] = ()
    by_name: dict[str, int] = {}
    having: Annotated[dict[str, int], Having(("one",), "it is asked for")] = {}
    must: Annotated[int, NEEDED] = 7


GIVEN = '{"must": 1, "having": {"one": 1}'


def problem_lines(more: str, **known: object) -> list[str]:
    problems = Problems()
    found = document("every.json", f"{GIVEN},\n{more}}}", problems)
    assert found is not None
    part_read(Every, found, problems, **{"offices": ["front"], **known})
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('"yes": "no"', "yes: must be true or false"),
        ('"yes": 1', "yes: must be true or false"),
        ('"count": 0', "count: must be a whole number, at least 1"),
        ('"count": true', "count: must be a whole number, at least 1"),
        ('"count": 1.5', "count: must be a whole number, at least 1"),
        ('"part": 1.0', "part: must be a number below 1.0"),
        ('"whole": "1"', "whole: must be a whole number"),
        ('"half": "1"', "half: must be a number"),
        ('"word": " "', "word: is empty"),
        ('"word": "abcd"', "word: has 4 characters; at most 3 are kept"),
        ('"word": null', "word: must be text"),
        ('"lang": "fr"', "lang: 'fr' is unknown; accepted: ko, en"),
        ('"life": "soon"', "life: 'soon' is not a duration; write it like PT48H, PT20S or P7D"),
        ('"life": 3', "life: must be text"),
        ('"at": "25:00"', "at: '25:00' is not a time; write it like 21:00"),
        ('"zone": "Moon"', "zone: 'Moon' is not a time zone; write it like Asia/Seoul"),
        ('"hours": {"start": "09:00"}', "hours.end: missing; it must be a time, like 09:00"),
        ('"hours": "all day"', "hours: must be an object"),
        ('"many": {}', "many: must be a list"),
        ('"many": [{"codes": 1}]', "many.0.codes: is unknown; accepted: code, office, name"),
        ('"many": [3]', "many.0: must be an object"),
        ('"many": [{"office": "moon"}]', "many.0.office: 'moon' is unknown; accepted: front"),
        ('"many": [{"code": "a"}, {"code": "a"}]', "many.1.code: 'a' stands here twice"),
        ('"many": [{"code": "A"}]', "many.0.code: 'A' may hold only lower-case letters, digits,"),
        ('"many": [{"name": {"ko": "a"}}]', "many.0.name.en: missing; it must be text"),
        (
            '"many": [{"name": {"ko": "{x}", "en": "a"}}]',
            "many.0.name.ko: the placeholder {x} is not listed for this text; accepted: place",
        ),
        ('"many": [{"name": {"ko": "{", "en": "a"}}]', "many.0.name.ko: the braces are not in"),
        ('"by_name": []', "by_name: must be an object"),
        ('"by_name": {"a": "b"}', "by_name.a: must be a whole number"),
    ],
)
def test_a_mistake_is_told_in_our_words_with_its_line(more, words):
    (only,) = problem_lines(more)
    assert only.startswith(f"every.json:2: {words}")


def test_all_mistakes_come_at_once():
    assert (
        len(problem_lines('"yes": 3, "word": "", "many": [{"code": "A", "office": "x"}, 5]')) == 5
    )


def test_what_a_file_must_have_what_was_stored_may_lack():
    problems = Problems()
    found = document("every.json", "{}", problems)
    assert found is not None
    assert part_read(Every, found, problems) is None
    assert [str(one) for one in problems] == [
        "every.json:1: must: missing; it must be a whole number",
    ]
    assert Every.model_validate({}).must == 7


def test_an_object_that_lacks_a_name_says_which():
    problems = Problems()
    found = document("every.json", '{"must": 1,\n"having": {"about": 1, "two": "x"}}', problems)
    assert found is not None
    part_read(Every, found, problems)
    assert sorted(map(str, problems)) == [
        "every.json:2: having.one: missing; it is asked for",
        "every.json:2: having.two: must be a whole number",
    ]


def test_a_value_cannot_be_changed():
    found = Every.model_validate({"life": "PT2H"})
    assert found.life == dt.timedelta(hours=2)
    with pytest.raises(ValidationError):
        found.must = 4
