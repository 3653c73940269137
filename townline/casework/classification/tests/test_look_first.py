"""What is in a language that the machine did not learn is seen by a person first, and named."""

import pytest

from tests.reader import reading
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api
from townline.platform.core.text import languages
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(world):
    return world.person("clerk1")


@pytest.fixture
def come(world, reader):
    """Let texts come and be read: Korean, then Chinese, then a danger."""
    roads = reading(("roads", 0.97, ()), sure=True)
    reader.readings = {
        "구멍": roads,
        "路灯": reading(("lighting", 0.9, ()), language="zh"),
        "garodeung": reading(("lighting", 0.5, ()), language="ko-Latn"),
        "가스": reading(("noise_air", 0.9, ()), danger="gas"),
    }

    def texts(*bodies):
        codes = [world.text(body, sender=f"0100000{1000 + n}") for n, body in enumerate(bodies)]
        world.wait(seconds=1)
        api.readings_run(now=world.now)
        return codes

    return texts


def list_codes(world, clerk, **filters):
    page = cases.cases_list(Act(clerk, world.now), filters=cases.CaseFilters(**filters))
    return [row.code for row in page.rows]


def test_it_stands_after_danger_and_before_what_was_due_earlier(world, come, clerk):
    korean, chinese, danger = come("길에 구멍이 났어요", "路灯坏了", "가스 냄새가 나요")
    assert list_codes(world, clerk, view="todo") == [danger, chinese, korean]
    assert list_codes(world, clerk, view="languages") == [chinese]
    counts = cases.counts(Act(clerk, world.now))
    assert counts["languages"] == 1


def test_each_page_of_a_long_list_goes_on_where_the_last_ended(world, come, clerk):
    codes = come("길에 구멍 1", "路灯坏了", "가스 냄새", "路灯坏了 二", "길에 구멍 2", "가스 새요")
    seen, cursor = [], ""
    while True:
        page = cases.cases_list(
            Act(clerk, world.now), filters=cases.CaseFilters(), cursor=cursor, limit=1
        )
        seen += [row.code for row in page.rows]
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert seen == [codes[n] for n in (2, 5, 1, 3, 0, 4)]


def test_whoever_sorted_it_has_looked(world, come, clerk):
    (code,) = come("路灯坏了")
    assert Case.objects.get(code=code).look_first
    cases.case_assign(Act(clerk, world.now), code=code, service="lighting")
    assert not Case.objects.get(code=code).look_first


def test_the_list_and_the_case_name_the_language(world, come, visit):
    come("길에 구멍이 났어요", "路灯坏了", "garodeung gochyeo juseyo")
    page = visit("clerk1").get("/inbox/").content.decode()
    assert "외국어 문자(우선 확인) 2건" in page
    assert page.index("중국어") < page.index("답변 기한순")
    assert "로마자로 쓴 한국어" in page
    assert 'lang="zh"' in page
    code = Case.objects.get(preview__contains="路灯").code
    assert "중국어" in visit("clerk1").get(f"/cases/{code}/").content.decode()
    english = visit("clerk1").get(f"/cases/{code}/", headers={"accept-language": "en"})
    assert english.status_code == 200


def test_a_korean_text_is_not_marked(world, come, visit):
    (code,) = come("길에 구멍이 났어요")
    assert not Case.objects.get(code=code).look_first
    assert 'id="languages"' not in visit("clerk1").get(f"/cases/{code}/").content.decode()


def test_every_language_that_is_told_has_a_name():
    codes = {*languages._SCRIPTS.values(), *languages._MARKS, *languages._small(), languages.ROMAN}
    assert not codes - {"ko", "en"} - set(cases.LANGUAGES)
    assert cases.languages([languages.UNKNOWN, "zh"]) == "알 수 없는 언어, 중국어"
