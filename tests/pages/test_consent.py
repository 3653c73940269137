"""A tenant consents on a phone behind the link of a text: the code, yes, and what it says after."""

import re

import pytest

from tests.amount import ways
from tests.chromium import violations
from tests.texts import texts_to_number
from townline.prevention.works import api as works
from townline.prevention.works.api import Consent, PartyPerson, Role
from townline.prevention.works.tests.things import decide_measures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = "+821000000441"
WORDS = {
    "ko": ("인증번호 받기", "확인하기", "고른 대로 보내기", "답이 필요한 1건에 동의하기"),
    "en": ("Get a code", "Confirm", "Send my answers", "Agree to the 1 that needs an answer"),
}


def ask_tenant(world, *needs):
    """Ask a tenant for consents by text; give a measure and the path of the text's link."""
    row = decide_measures("1", *needs)[0]
    by = {"actor": world.person("housing.officer").actor, "now": world.now}
    person = PartyPerson(name="홍길동", phone=PHONE)
    party = works.party_set(object_id=row.object_id, role=Role.TENANT, person=person, **by)
    works.parties_text([party.pk], **by)
    return row, re.search(r"/k/\w+", texts_to_number(PHONE)[-1]).group()


@pytest.fixture
def consent_request(world, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    return ask_tenant(world, "flood-barrier", "ventilation-fan")


@pytest.mark.parametrize("language", ways(["en", "ko"]))
def test_a_tenant_consents_on_a_phone(consent_request, look, language):
    row, url = consent_request
    ask, confirm, send, agree = WORDS[language]
    page = look(None, f"{url}?lang={language}", language=language, width=390)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name=ask).click()
    page.fill("#code", re.search(r"\d{6}", texts_to_number(PHONE)[-1]).group())
    assert violations(page) == []
    page.get_by_role("button", name=confirm, exact=True).click()
    refused = Consent.objects.exclude(measure=row).get(role="tenant").pk
    page.check(f"[name=answer-{refused}][value=no]")
    page.fill("#reason", "이사 갑니다")
    page.get_by_role("button", name=send).click()
    page.wait_for_selector("#said")
    # One of the two still needs an answer, and is marked.
    assert page.locator(".ck-item .bad").count() == 1
    assert violations(page) == []
    page.get_by_role("button", name=agree).click()
    page.wait_for_selector("#said")
    assert violations(page) == []
    assert Consent.objects.get(measure=row, role="tenant").state == "given"
