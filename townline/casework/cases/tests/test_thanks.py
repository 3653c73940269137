import pytest

from townline.casework.cases.rules import is_only_thanks
from townline.casework.cases.selectors.thread import thanks_words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "body",
    ["감사합니다", "네 감사합니다~~", "정말 고맙습니다 구청장님!", "🙏🙏", "Thank you so much!",
     "ok thanks", "수고하세요^^", "ㄱㅅ", "🙏🏻 ❤️!"],
)  # fmt: skip
def test_thanks_and_nothing_else(district, body):
    assert is_only_thanks(body, thanks_words())


@pytest.mark.parametrize(
    "body",
    ["", "네", "감사합니다 그런데 가로등도 꺼졌어요", "감사과에 할 말이 있습니다", "!!!",
     "Thanks but the hole is still there", "빠른 조치 부탁드립니다", "ok", "😀🔥"],
)  # fmt: skip
def test_other_words_are_more_than_thanks(district, body):
    assert not is_only_thanks(body, thanks_words())


def test_words_of_a_district_loaded_anew_are_gone_by(district):
    from townline.platform.core import district as data
    from townline.platform.core.models import District

    assert not is_only_thanks("복받으세요", thanks_words())
    row = District.objects.get()
    row.settings["texts"]["words"]["thanks"]["ko"].append("복받으세요")
    row.save()
    data.forget()
    assert is_only_thanks("복받으세요", thanks_words())
