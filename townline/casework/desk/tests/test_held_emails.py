"""E-mails of which nobody knows whether they left, on the page of links."""

import pytest

from townline.platform.core.models import Email
from townline.platform.core.outgoing import emails

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(world):
    """Give the id of a held e-mail."""
    to = "head@example.org"
    made = emails.email_queue(to=to, subject="[한들구] H6-0001", body="글", now=world.now)
    emails.email_claim(now=world.now)
    emails.email_failed(email_id=made, error="no answer", now=world.now, sure=False)
    return made


@pytest.mark.parametrize("who", ["admin", "clerk1"])
def test_it_is_sent_again_with_one_press(visit, held, who):
    client = visit(who)
    page = client.get("/links/").content.decode()
    assert "head@example.org" in page
    assert "H6-0001" not in page
    answer = client.post("/links/emails", {"id": held, "again": "1"}, follow=True)
    assert "이메일을 다시 보냅니다" in answer.content.decode()
    assert Email.objects.get().state == "queued"
    again = client.post("/links/emails", {"id": held, "again": "1"}, follow=True)
    assert "이미 처리된 이메일입니다" in again.content.decode()


def test_it_is_let_be(visit, held):
    visit("admin").post("/links/emails", {"id": held})
    assert Email.objects.get().state == "failed"


def test_who_only_reads_has_no_button(visit, held):
    client = visit("auditor")
    page = client.get("/links/").content.decode()
    assert ("head@example.org" in page, "/links/emails" in page) == (True, False)
    assert client.post("/links/emails", {"id": held, "again": "1"}).status_code == 403
    assert Email.objects.get().state == "unknown"
