"""What went wrong is told in plain words, in the reader's language, without codes."""

import pytest
from django.test import Client, RequestFactory

from townline.platform.web import views

pytestmark = pytest.mark.django_db
WORDS = {
    400: ("읽지 못했습니다", "could not read"),
    403: ("권한이 있는 사람만", "You do not have permission"),
    404: ("찾는 화면이 없습니다", "Page not found"),
    409: ("내용이 변경되었습니다", "in the meantime"),
    422: ("입력 내용을 확인해", "There is a problem"),
    429: ("잠시 뒤에", "in a while"),
    500: ("오류가 발생했습니다", "on our side"),
    503: ("잠시 이용할 수 없습니다", "not available"),
}


@pytest.mark.parametrize("status", WORDS)
@pytest.mark.parametrize("language", [0, 1])
def test_each_problem_has_its_page(visit, status, language):
    from django.utils import translation

    request = RequestFactory().get("/")
    request.user = None
    with translation.override(("ko", "en")[language]):
        answer = views.problem_page(request, status)
    assert answer.status_code == status
    page = answer.content.decode()
    assert WORDS[status][language] in page
    assert str(status) not in page.split("<main", 1)[1]


def test_an_unknown_address_is_answered_with_the_page(visit):
    answer = visit("clerk1").get("/nowhere/")
    assert answer.status_code == 404
    assert "찾는 화면이 없습니다" in answer.content.decode()


def test_a_case_that_one_may_not_see_is_called_by_its_name(visit, world):
    answer = visit("clerk1").get("/cases/H6-9999/")
    assert answer.status_code == 404
    page = answer.content.decode().split("<main", 1)[1]
    assert "<h1>없거나 열람 권한이 없는 민원입니다.</h1>" in page
    assert "찾는 화면이 없습니다" not in page


def test_who_never_signed_in_reads_where_to_text_and_is_not_sent_to_the_sign_in(world):
    page = Client().get("/nowhere/").content.decode()
    assert '문자 번호 <span class="nowrap">02-0000-0100</span>' in page
    assert "첫 화면으로 이동" not in page
    assert "접수번호로 검색" not in page


def test_a_form_without_its_token_changes_nothing_and_says_so(visit, world):
    code = world.text("길이 파였어요")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = visit("clerk1").cookies
    answer = strict.post(f"/cases/{code}/danger", {"danger": "on"})
    assert answer.status_code == 403
    assert "이 화면이 오래되었습니다" in answer.content.decode()
    assert not world.case(code).row.danger
