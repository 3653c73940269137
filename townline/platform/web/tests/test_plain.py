import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["\x00", "길\x00이"])
def test_a_nul_in_a_form_is_named_and_refused(client, district, value):
    answer = client.post("/sign-in/", {"username": value, "password": "x"})
    assert answer.status_code == 400
    assert "‘username’" in answer.content.decode()


@pytest.mark.parametrize("path", ["/sign-in/?next=%00", "/search/?q=%00", "/inbox/?q=a%00b"])
def test_a_nul_in_an_address_is_refused(client, district, path):
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert "holds a character that cannot be used" in answer.content.decode()
