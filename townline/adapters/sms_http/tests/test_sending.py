"""Texts out by providers: once, by the better one, and by another when certainly not taken."""

import json
import uuid
from functools import partial

import pytest
from django.db import connection

from townline.adapters.sms_http.common.tests import rows
from townline.adapters.sms_http.common.tests.peer import Answer, Peer, free_port, listening
from townline.adapters.sms_http.tests.conftest import SENS, SENS_TOOK, android, sens, until
from townline.platform.conversations import api
from townline.platform.conversations.ports import TransportProfile
from townline.platform.core import clock

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]

PHONE = "POST /messages"


@pytest.fixture
def queue():
    """Give ``queue(body)``: a text on its way to a resident."""
    ids = api.history_reserve(
        senders=[api.HistorySender(number="01000000042", language="ko", first_at=clock.now())],
        incoming=0,
        outgoing=0,
    )
    [resident] = ids.residents.values()

    def put(body: str = "오늘 메웠습니다. - 한들구") -> int:
        return api.text_queue(
            resident_id=resident, kind="answer", body=body, reference="test:1", now=clock.now()
        )

    return put


def phone(peer: Peer) -> None:
    peer.on(PHONE, 202, {"id": "x", "state": "Pending"})


def is_(text_id: int, state: str, transport: str) -> bool:
    connection.close()
    return rows.outgoing(text_id)[:2] == (state, transport)


def test_a_text_goes_out_once_and_its_receipt_is_asked_for(run, queue) -> None:
    with listening() as peer, run(sens(peer.url)):
        peer.on(SENS, 202, SENS_TOOK)
        text = queue()
        until(lambda: is_(text, "submitted", "sens"))
        [seen] = peer.of(SENS)
    assert seen.json["content"] == "오늘 메웠습니다. - 한들구"
    assert seen.json["messages"] == [{"to": "01000000042"}]


def test_the_better_priority_sends_all(run, queue) -> None:
    with listening() as first, listening() as second:
        phone(first)
        second.on(SENS, 202, SENS_TOOK)
        with run(sens(second.url, priority=20), android(first.url, priority=10)):
            until(
                lambda: {link.state for link in api.links()} == {"bound"} and len(api.links()) == 2
            )
            texts = [queue(f"{n}") for n in range(5)]
            until(lambda: all(is_(text, "submitted", "phone-1") for text in texts))
        assert (len(first.of(PHONE)), len(second.of(SENS))) == (5, 0)


def test_another_takes_over_from_one_that_is_not_there(run, queue) -> None:
    with listening() as peer:
        peer.on(SENS, 202, SENS_TOOK)
        nobody = f"http://127.0.0.1:{free_port()}"
        with run(android(nobody, priority=1), sens(peer.url, priority=20)):
            text = queue()
            until(lambda: is_(text, "submitted", "sens"))
            until(lambda: "phone-1" in links() and not links()["phone-1"].serving)
            assert links()["phone-1"].reason.startswith("down: does not answer")


def state(name: str) -> str:
    found = links().get(name)
    return found.state if found else ""


def links() -> dict[str, api.LinkView]:
    connection.close()
    return {link.transport: link for link in api.links()}


def test_what_a_provider_cannot_carry_goes_by_another_unaltered(run, queue) -> None:
    with listening() as korean, listening() as any_:
        phone(any_)
        korean.on(SENS, 202, SENS_TOOK)
        with run(sens(korean.url, priority=1), android(any_.url, priority=50)):
            text = queue("고맙습니다 🙂")
            until(lambda: is_(text, "submitted", "phone-1"))
        assert korean.of(SENS) == []
        [seen] = any_.of(PHONE)
        assert seen.json["textMessage"]["text"] == "고맙습니다 🙂"


def test_without_another_it_fails_and_names_the_characters(run, queue) -> None:
    with listening() as peer, run(sens(peer.url)):
        text = queue("고맙습니다 🙂")
        until(lambda: is_(text, "failed", "sens"))
        assert rows.outgoing(text)[2] == "cannot carry 🙂 (U+1F642)"
        assert peer.of(SENS) == []


def test_an_unknown_outcome_stays_where_it_is(run, queue) -> None:
    with listening() as peer, listening() as other:
        peer.on(PHONE, silent=True)
        other.on(SENS, 202, SENS_TOOK)
        with run(android(peer.url, priority=1), sens(other.url, priority=20)):
            until(lambda: len(links()) == 2 and state("phone-1") == "bound")
            text = queue()
            until(lambda: is_(text, "unknown", "phone-1"))
        assert (len(peer.of(PHONE)), other.of(SENS)) == (1, [])


def test_a_provider_that_loses_texts_steps_back_and_the_others_go_on(run, queue) -> None:
    with listening() as bad, listening() as good:
        bad.on(PHONE, 500, {})
        good.on(SENS, 202, SENS_TOOK)
        with run(android(bad.url, priority=1), sens(good.url, priority=20)):
            until(lambda: len(links()) == 2 and state("phone-1") == "bound")
            for n in range(3):
                text = queue(str(n))
                until(partial(is_, text, "unknown", "phone-1"))
            until(lambda: "phone-1" in links() and not links()["phone-1"].serving)
            text = queue("넷째")
            until(lambda: is_(text, "submitted", "sens"))
        assert "answered 500" in links()["phone-1"].reason
        assert len(bad.of(PHONE)) == 3


def test_an_smpp_link_of_better_priority_goes_first(run, queue) -> None:
    with listening() as peer:
        peer.on(SENS, 202, SENS_TOOK)
        now = clock.now()
        api.link_report(
            transport="smpp-1", state="bound", detail="", now=now, way=TransportProfile(priority=5)
        )
        with run(sens(peer.url, priority=20)):
            until(lambda: len(links()) == 2)
            text = queue("가" * 100)
            session = str(uuid.uuid4())
            jobs = api.outgoing_claim(
                transport="smpp-1", session=session, limit=10, now=clock.now()
            )
            assert [job.text_id for job in jobs] == [text, text]
        assert peer.of(SENS) == []


def test_a_phone_that_comes_back_is_told_again_where_to_call(run, queue) -> None:
    peer = Peer()
    with listening(peer):
        phone(peer)
        with run(android(peer.url, public_url="https://line.example")) as house:
            until(lambda: len(peer.of("POST /webhooks")) == 5)
            hooks = {seen.json["event"]: seen.json["url"] for seen in peer.of("POST /webhooks")}
            assert set(hooks.values()) == {"https://line.example/hooks/android/phone-1/"}
            assert {"sms:received", "mms:downloaded", "sms:delivered"} <= set(hooks)
            peer.on("GET /webhooks", 503, {})
            until(lambda: state("phone-1") == "down")
            peer.on("GET /webhooks", 200, [])
            until(lambda: len(peer.of("POST /webhooks")) == 10)
            house.look()


def test_a_wrong_password_is_told_in_words(run) -> None:
    with listening() as peer:
        peer.other = Answer(401, {"message": "Unauthorized"})
        with run(android(peer.url)):
            until(lambda: state("phone-1") == "refused")
        assert peer.of(PHONE) == []


def test_a_changed_file_is_followed(run, queue, providers_file) -> None:
    with listening() as one, listening() as two:
        phone(one)
        two.on(SENS, 202, SENS_TOOK)
        with run(android(one.url)) as house:
            text = queue()
            until(lambda: is_(text, "submitted", "phone-1"))
            providers_file.write_text("[")
            house.look()  # what cannot be read leaves what runs
            text = queue()
            until(lambda: is_(text, "submitted", "phone-1"))
            providers_file.write_text(json.dumps([sens(two.url)]))
            house.look()
            until(lambda: "phone-1" not in links())
            text = queue()
            until(lambda: is_(text, "submitted", "sens"))


def test_no_number_and_no_text_in_the_log(run, queue, caplog) -> None:
    with listening() as peer, run(android(peer.url)):
        peer.on(PHONE, 400, {"message": "Invalid phone number +821000000042"})
        text = queue("비밀 이야기")
        until(lambda: is_(text, "failed", "phone-1"))
    log_text = caplog.text
    assert "비밀" not in log_text
    assert "0000004" not in log_text
