"""Korean providers: SMS, LMS or MMS by length and photo; one photo, uploaded first."""

import base64

import pytest

from townline.adapters.sms_http.common.tests.contract import Facts, job, submit
from townline.adapters.sms_http.common.tests.peer import Answer, Peer, listening
from townline.adapters.sms_http.sens.tests import test_contract as sens
from townline.adapters.sms_http.solapi.tests import test_contract as solapi
from townline.platform.core import media

KOREAN = pytest.mark.parametrize("facts", [sens.FACTS, solapi.FACTS], ids=["sens", "solapi"])
UPLOADS = {
    "sens": f"POST /sms/v2/services/{sens.SERVICE}/files",
    "solapi": "POST /storage/v1/files",
}


def message(facts: Facts, peer: Peer) -> dict[str, object]:
    [seen] = peer.of(facts.send)
    found = seen.json if facts.kind == "sens" else seen.json["messages"][0]
    assert isinstance(found, dict)
    return found


def accept_texts(facts: Facts, peer: Peer) -> None:
    answer = facts.payload("accepted")
    peer.on(facts.send, answer.status, answer.body)
    peer.on(UPLOADS[facts.kind], 200, {"fileId": "file-1"})


@pytest.fixture
def photo(tmp_path, settings) -> media.MediaRef:
    settings.TOWNLINE_HOME = tmp_path
    return media.keep(b"\xff\xd8\xff a picture")


@KOREAN
@pytest.mark.parametrize(
    ("body", "kind"), [("가" * 45, "SMS"), ("가" * 45 + "a", "LMS"), ("가" * 1000, "LMS")]
)
def test_the_length_in_bytes_decides(facts: Facts, body: str, kind: str) -> None:
    with listening() as peer:
        accept_texts(facts, peer)
        assert submit(facts, peer.url, job(body)).outcome == "accepted"
        assert message(facts, peer)["type"] == kind


@KOREAN
def test_what_is_longer_is_refused_before_it_is_sent(facts: Facts) -> None:
    with listening() as peer:
        result = submit(facts, peer.url, job("가" * 1000 + "a"))
        assert (result.outcome, result.permanent, result.elsewhere) == ("refused", True, True)
        assert result.detail == "2001 bytes; at most 2000 are carried"
        assert peer.seen == []


@KOREAN
def test_characters_that_cannot_be_carried_are_named(facts: Facts) -> None:
    with listening() as peer:
        result = submit(facts, peer.url, job("눈 ☃ 왔어요 🙂🙂"))
        assert result.detail == "cannot carry ☃ (U+2603) 🙂 (U+1F642)"
        assert peer.seen == []


@KOREAN
def test_a_photo_goes_up_first_and_makes_it_an_mms(facts: Facts, photo) -> None:
    with listening() as peer:
        accept_texts(facts, peer)
        result = submit(facts, peer.url, job("고쳤습니다", attachments=(photo,)))
        assert result.outcome == "accepted"
        [up] = peer.of(UPLOADS[facts.kind])
        assert facts.proof(up)
        sent = up.json["fileBody" if facts.kind == "sens" else "file"]
        assert base64.b64decode(sent) == b"\xff\xd8\xff a picture"
        message_data = message(facts, peer)
        assert message_data["type"] == "MMS"
        named = message_data["files"] if facts.kind == "sens" else message_data["imageId"]
        assert named == ([{"fileId": "file-1"}] if facts.kind == "sens" else "file-1")


@KOREAN
@pytest.mark.parametrize("answer", [Answer(500, {}), Answer(silent=True)])
def test_a_photo_that_does_not_go_up_leaves_the_text_certainly_unsent(
    facts: Facts, photo, answer: Answer
) -> None:
    with listening() as peer:
        accept_texts(facts, peer)
        peer.answers[UPLOADS[facts.kind]] = answer
        result = submit(facts, peer.url, job("고쳤습니다", attachments=(photo,)))
        assert result.outcome == "unwritten"
        assert peer.of(facts.send) == []


@KOREAN
def test_a_photo_that_is_refused_lets_another_provider_try(facts: Facts, photo) -> None:
    with listening() as peer:
        accept_texts(facts, peer)
        peer.on(UPLOADS[facts.kind], 400, {})
        result = submit(facts, peer.url, job("고쳤습니다", attachments=(photo,)))
        assert (result.outcome, result.elsewhere) == ("refused", True)


def test_two_photos_are_never_made_one(photo) -> None:
    with listening() as peer:
        text = job("고쳤습니다", attachments=(photo, photo))
        result = submit(solapi.FACTS, peer.url, text)
        assert (result.outcome, result.elsewhere, peer.seen) == ("refused", True, [])


def test_where_several_photos_go_all_go(photo) -> None:
    with listening() as peer:
        accept_texts(sens.FACTS, peer)
        text = job("고쳤습니다", attachments=(photo, photo))
        assert submit(sens.FACTS, peer.url, text).outcome == "accepted"
        assert message(sens.FACTS, peer)["files"] == [{"fileId": "file-1"}] * 2


@KOREAN
def test_abroad_is_for_another_provider(facts: Facts) -> None:
    with listening() as peer:
        result = submit(facts, peer.url, job(destination_addr="15005550006"))
        assert (result.outcome, result.elsewhere, peer.seen) == ("refused", True, [])
