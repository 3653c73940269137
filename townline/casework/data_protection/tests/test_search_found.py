"""Words are found in texts, answers, notes and titles, by their morphemes, for who may see them."""

import pytest

from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.data_protection import api
from townline.casework.search import api as search
from townline.casework.search.models import SearchText
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


def codes(world, q, username="clerk1", **more):
    query = search.SearchRequest(q=q, **more)
    found = search.cases_search(viewer=world.person(username), search_request=query)
    return [one.row.code for one in found.cases]


def index():
    return search.search_index_run()


@pytest.fixture
def lamp(world):
    code = world.text("느티로 가로등이 고장났습니다. 빨리 고쳐 주세요")
    world.text("놀이터 그네가 녹슬었어요", sender="01000000043")
    return code


SAME = ["가로등", "가로등이", "가로등은 고장", "고장난 가로등을", "가로등 고치다", "고쳐", "느티로"]


@pytest.mark.parametrize("q", SAME)
def test_other_forms_of_the_same_words_are_found(language, world, lamp, q):
    assert index().full
    assert codes(world, q) == [lamp]


@pytest.mark.parametrize("q", ["가로등", "가로등이", "고장났", "로등이", "느티"])
def test_words_as_they_stand_are_found_without_the_process(world, lamp, q):
    assert not index().full
    assert codes(world, q) == [lamp]


@pytest.mark.parametrize("q", ["주차", "불법", "불법주차", "불법 주차"])
@pytest.mark.parametrize("full", [True, False])
def test_parts_of_a_compound_are_found_either_way(request, world, q, full):
    if full:
        request.getfixturevalue("language")
    code = world.text("골목에 불법주차 때문에 못 지나가요")
    assert index().full is full
    assert codes(world, q) == [code]


def test_a_text_is_found_at_once_before_any_job(language, world, lamp):
    assert SearchText.objects.filter(tokens=None).exists()
    assert codes(world, "가로등") == [lamp]


@pytest.mark.parametrize("job_first", [True, False])
@pytest.mark.parametrize("q", ["LED", "led", "Led", "ED로", "100%", "LED로 바꾼"])
def test_letters_are_found_in_either_case(world, q, job_first):
    code = world.text("가로등을 LED로 바꾼 지 100% 확인")
    if job_first:
        index()
    assert codes(world, q) == [code]


def test_all_words_must_be_there_unless_any_is_enough(language, world, lamp):
    index()
    assert codes(world, "가로등 그네") == []
    assert len(codes(world, "가로등 그네", wide=True)) == 2


def test_answers_notes_and_titles_are_found(language, world, lamp):
    world.assign(lamp)
    cases.note_add(world.by("clerk1"), code=lamp, body="한전에 물어봄")
    world.draft(lamp, "전구를 새것으로 바꿨습니다.")
    world.submit(lamp)
    world.confirm(lamp)
    cases.case_retitle(world.by("clerk1"), code=lamp, title="보안등 꺼짐")
    index()
    for q, kind in [("한전", "note"), ("전구", "answer"), ("보안등", "title"), ("느티로", "text")]:
        found = search.cases_search(
            viewer=world.person("clerk1"), search_request=search.SearchRequest(q=q)
        )
        assert [(one.row.code, [hit.kind for hit in one.hits]) for one in found.cases] == [
            (lamp, [kind])
        ]


def test_an_answer_that_was_taken_back_is_not_found(language, world):
    code = world.awaiting(body="전구가 나갔어요")
    world.draft(code, "램프를 갈았습니다.")
    world.submit(code)
    world.confirm(code)
    assert codes(world, "램프") == [code]
    answers.case_undo(world.by("mayor"), code=code)
    assert codes(world, "램프") == []


def test_a_department_finds_only_what_it_sees(language, world, lamp):
    world.assign(lamp, "roads")
    index()
    assert codes(world, "가로등", "roads.officer") == [lamp]
    assert codes(world, "그네", "roads.officer") == []
    assert codes(world, "가로등", "parks.officer") == []


def test_who_takes_part_finds_it_too(language, world, lamp):
    world.assign(lamp, "roads")
    world.ask(lamp, "parks")
    assert codes(world, "가로등", "parks.officer") == [lamp]


@pytest.mark.server
@pytest.mark.parametrize("job_first", [True, False])
def test_erased_words_are_gone_at_once(language, world, lamp, job_first):
    if job_first:
        index()
    viewer = world.person("admin")
    api.person_erase(Act(viewer, world.now), number="01000000042", reason="원함", force=True)
    assert codes(world, "가로등") == []
    assert not SearchText.objects.filter(body__contains="가로등").exists()
    left = SearchText.objects.filter(case__code=lamp)
    assert [row.kind for row in left if row.tokens or row.body] == []


def test_a_job_does_not_bring_back_what_was_erased_meanwhile(language, world, lamp, monkeypatch):
    from townline.platform.triage import api as triage

    real = triage.understand

    def slow(texts, **more):
        understood = real(texts, **more)
        api.person_erase(world.by("admin"), number="01000000042", reason="원함", force=True)
        monkeypatch.setattr(triage, "understand", real)
        return understood

    monkeypatch.setattr(triage, "understand", slow)
    index()
    assert codes(world, "가로등") == []


def test_a_merged_case_is_found_where_it_went_on(language, world, lamp):
    other = world.text("가로등이 또 꺼졌어요", sender="01000000044")
    index()
    assert set(codes(world, "가로등")) == {lamp, other}
    cases.case_merge(world.by("clerk1"), code=other, into=lamp, confirm=True)
    assert codes(world, "가로등") == [lamp]
    assert codes(world, other) == [lamp]


NUMBERS = ["010-0000-7777", "01000007777", "010 0000 7777", "+82 10-0000-7777", "010.0000.7777"]


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_in_texts_are_neither_kept_nor_found(language, world, number):
    world.text(f"제 번호는 {number} 입니다 맨홀이 깨졌어요")
    index()
    row = SearchText.objects.get(kind="text")
    assert "7777" not in row.body
    assert "7777" not in str(row.tokens)
    for q in ("7777", "00007777", number.replace(" ", "")[-9:]):
        assert codes(world, q) == []
    assert codes(world, number) == []
    assert len(codes(world, "맨홀")) == 1


WRONG = [("ㄱ", "one_jamo"), ("?!…", "only_marks"), ("가" * 1000, "too_long"), ("", "only_marks")]


@pytest.mark.parametrize(("q", "why"), WRONG)
def test_what_cannot_be_sought_is_refused_with_why(world, q, why):
    with pytest.raises(search.CannotSeek) as refused:
        codes(world, q)
    assert refused.value.extra["why"] == why


def test_filters_narrow_what_is_found(language, world, lamp):
    world.assign(lamp, "roads")
    index()
    for filters in [
        {"state": "with_department"},
        {"state": "open"},
        {"department": "roads"},
        {"kind": "text"},
        {"since": world.now},
    ]:
        assert codes(world, "가로등", **filters) == [lamp], filters
    for filters in [
        {"state": "finished"},
        {"state": "answered"},
        {"department": "parks"},
        {"kind": "note"},
        {"until": world.now},
    ]:
        assert codes(world, "가로등", **filters) == [], filters


def test_the_newest_first_when_asked_by_date(language, world):
    old = world.text("가로등 가로등 가로등 고장", sender="01000000051")
    world.wait(hours=1)
    new = world.text("길모퉁이 화단 옆에 있는 오래된 가로등", sender="01000000052")
    index()
    assert codes(world, "가로등")[0] == old
    assert codes(world, "가로등", by_date=True) == [new, old]


def test_morphemes_come_when_the_process_is_back(request, world, lamp):
    assert not index().full
    assert SearchText.objects.filter(depth=1).exists()
    request.getfixturevalue("language")
    again = index()
    assert (again.full, again.left) == (True, 0)
    assert codes(world, "고치다") == [lamp]
