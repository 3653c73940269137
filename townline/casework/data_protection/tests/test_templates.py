"""Answers begin from templates: filled with what is known, blank where only a person knows."""

import pytest

from townline.casework.answers import api as answers
from townline.casework.answers.models import Draft, DraftVersion
from townline.casework.answers.rules.templates import blanks_in
from townline.casework.answers.services.templating import is_approved, templates
from townline.casework.cases import api as cases
from townline.casework.data_protection import api
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    code = world.text("느티로 12길 앞에 길이 파였어요")
    cases.case_assign(world.by("clerk1"), code=code, department="roads", service="roads")
    return code


@pytest.fixture
def english(world):
    code = world.text("There is a deep hole in the road near the market", "01000000077")
    cases.case_assign(world.by("clerk1"), code=code, department="roads", service="roads")
    return code


def put(world, code, key, username="roads.officer"):
    viewer = world.person(username)
    return answers.template_put(Act(viewer, world.now), code=code, key=key)


def test_what_is_known_is_filled_and_the_rest_is_blank(world, case):
    draft = put(world, case, "roads-hole-filled")
    assert "도로과" in draft.body
    assert "[…언제]" in draft.body
    assert "{" not in draft.body
    assert (draft.template, draft.version, draft.korean) == ("roads-hole-filled", 1, "")


def test_the_place_comes_from_the_residents_words(world):
    place = cases.all_places()[0]
    code = world.text(f"{place.name_ko} 앞에 길이 파였어요", "01000000055")
    world.assign(code)
    draft = put(world, code, "roads-hole-filled")
    assert draft.body.startswith(f"{place.name_ko} 파인 곳은")


def test_a_second_template_goes_behind_the_first_and_loses_nothing(world, case):
    world.draft(case, "쓰던 글")
    draft = put(world, case, "roads-paving-fixed", "roads.officer2")
    assert draft.body.startswith("쓰던 글\n")
    assert draft.version == 2


def test_an_answer_with_a_blank_left_is_refused_with_its_place(world, case):
    put(world, case, "roads-hole-filled")
    with pytest.raises(answers.BlanksLeft) as refused:
        world.submit(case)
    assert "[…언제]" in refused.value.left
    assert world.case(case).row.state == "drafted"


def test_a_question_with_a_blank_left_is_refused_too(world, case):
    with pytest.raises(answers.BlanksLeft):
        answers.question_send(world.by("roads.officer"), code=case, body="몇 시인가요 […언제]")


def test_the_page_says_which_blank_is_left(visit, world, case):
    put(world, case, "roads-hole-filled")
    body = world.case(case).draft.body
    words = {"body": body, "base_version": 1, "kind": "answer", "do": "submit"}
    client = visit("roads.officer")
    there = client.post(f"/cases/{case}/write", words).url
    # Where the words stand, not on a page of its own.
    page = client.get(there).content.decode()
    assert "채우지 않은 빈칸이 있습니다" in page
    assert f">{body}</textarea>" in page


def test_blanks_near_one_another_are_told_whole():
    blanks = blanks_in("구멍은 […언제]에 […어떻게] 메웠습니다.")
    assert blanks == ["구멍은 […언제]에", "에 […어떻게] 메웠습니다."]


def test_an_interim_template_makes_an_interim_answer(world, case):
    assert put(world, case, "any-interim-looking").kind == "interim"


@pytest.mark.parametrize(
    ("key", "error"), [("no-such", cases.NotFound), ("any-ask-place", cases.WrongState)]
)
def test_what_begins_no_answer_is_refused(world, case, key, error):
    with pytest.raises(error):
        put(world, case, key)
    assert not Draft.objects.exists()


def test_nobody_writes_into_a_case_of_another_department(world, case):
    with pytest.raises(cases.NotFound):
        put(world, case, "any-done", "parks.officer")


def test_the_resident_gets_english_and_the_korean_stands_beside(world, english):
    draft = put(world, english, "roads-hole-filled")
    assert draft.body.startswith("Our repair crew filled the hole")
    assert "Roads Division" in draft.body
    assert "보수반이" in draft.korean
    assert is_approved(draft.body, "en")


def test_the_korean_is_kept_with_what_was_submitted_and_bound_by_the_hash(world, english):
    body = "We filled the hole today. - Handeul-gu Roads Division"
    world.draft(english, body, korean="오늘 메웠습니다.", template="roads-hole-filled")
    world.submit(english)
    version = DraftVersion.objects.get()
    assert (version.korean, version.template) == ("오늘 메웠습니다.", "roads-hole-filled")
    seen = world.case(english).draft.hash
    world.draft(english, body, korean="내일 메웁니다.")
    assert world.case(english).draft.hash != seen


def test_saving_without_the_korean_leaves_it(world, english):
    world.draft(english, "One.", korean="하나.", template="roads-hole-filled")
    world.draft(english, "Two.")
    draft = world.case(english).draft
    assert (draft.body, draft.korean, draft.template) == ("Two.", "하나.", "roads-hole-filled")


def test_the_mayor_reads_the_korean_and_may_mend_both(visit, world, english):
    world.draft(english, "We filled it.", korean="메웠습니다.")
    world.submit(english)
    mayor = visit("mayor")
    page = mayor.get(f"/morning/{english}/").content.decode()
    assert "한국어 번역문" in page
    assert "메웠습니다." in page
    assert "승인된 서식에 없는 표현입니다" in page
    form = {"body": "Our crew filled it.", "korean": "보수반이 메웠습니다.", "base_version": 1}
    mayor.post(f"/morning/{english}/edit", form)
    draft = world.case(english).draft
    assert (draft.body, draft.korean) == ("Our crew filled it.", "보수반이 메웠습니다.")
    assert world.case(english).row.state == "awaiting_confirmation"


def test_the_korean_of_an_erased_person_goes(world, english):
    world.draft(english, "One.", korean="하나.")
    world.submit(english)
    mayor = world.person("mayor")
    answers.draft_send_back(Act(mayor, world.now), code=english, reason="다시")
    api.person_erase(world.by("admin"), number="01000000077", reason="본인", force=True)
    assert set(Draft.objects.values_list("korean", flat=True)) == {""}
    assert set(DraftVersion.objects.values_list("korean", flat=True)) == {""}


def test_uses_are_counted_once_for_a_case(visit, world, case):
    world.draft(case, template="roads-hole-filled")
    world.submit(case)
    mayor = world.person("mayor")
    answers.draft_send_back(Act(mayor, world.now), code=case, reason="다시")
    world.draft(case, "오늘 다시 메웠습니다.")
    world.submit(case)
    assert answers.templates_used() == {"roads-hole-filled": 1}
    page = visit("admin").get("/settings/templates/").content.decode()
    assert "1회 사용" in page
    assert page.count('href="/settings/templates/') >= len(templates())


def test_an_unknown_template_key_is_not_kept(world, case):
    world.draft(case, "글", template="of-yesterday")
    assert world.case(case).draft.template == ""


def test_the_page_of_templates_puts_one_in_without_a_script(visit, world, case):
    client = visit("roads.officer")
    page = client.get(f"/cases/{case}/templates").content.decode()
    assert page.index("파인 곳 보수 완료") < page.index("등 수리 완료")
    assert client.post(f"/cases/{case}/put", {"template": "roads-hole-filled"}).status_code == 302
    assert "보수반" in world.case(case).draft.body


def test_two_officers_putting_at_once_keep_both(world, case):
    put(world, case, "roads-hole-filled")
    put(world, case, "roads-paving-fixed", "roads.officer2")
    body = world.case(case).draft.body
    assert "파인 곳은" in body
    assert "보도블록은" in body
    viewer = world.person("roads.officer")
    with pytest.raises(answers.DraftConflict):
        answers.draft_save(Act(viewer, world.now), code=case, body="내 글", base_version=1)
