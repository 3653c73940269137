"""Photos of an MMS are fetched from Twilio, and only from there; the text comes anyway."""

import pytest

from townline.adapters.sms_http.common.door import WebhookCall
from townline.adapters.sms_http.common.tests.peer import Answer, Peer, listening
from townline.adapters.sms_http.twilio import incoming
from townline.adapters.sms_http.twilio.tests.test_contract import FACTS
from townline.platform.core import clock, media

PHOTO = "/2010-04-01/Accounts/AC/Messages/MM/Media/ME1"


@pytest.fixture(autouse=True)
def home(tmp_path, settings) -> None:
    settings.TOWNLINE_HOME = tmp_path
    settings.TOWNLINE_PHOTO_BYTES = 1000


def read_text(peer: Peer, *urls: str, words: str = ""):
    payload = FACTS.payload("notice-text")
    form = payload.body | {"Body": words, "NumMedia": str(len(urls))}
    for at, url in enumerate(urls):
        form |= {f"MediaUrl{at}": url, f"MediaContentType{at}": "image/jpeg"}
    from urllib.parse import urlencode

    call = WebhookCall(rest="", headers={}, body=urlencode(form).encode(), now=clock.now())
    [text] = incoming.hook(call, FACTS.provider(peer.url)).texts
    return text


def test_each_photo_is_fetched_with_our_password_and_kept() -> None:
    with listening() as peer:
        peer.on(f"GET {PHOTO}", 200, b"\xff\xd8\xff one")
        text = read_text(peer, peer.url + PHOTO)
        [seen] = peer.seen
        assert FACTS.proof(seen)
    assert (text.body, [media.read(ref.sha256) for ref in text.photos]) == (
        "",
        [b"\xff\xd8\xff one"],
    )


@pytest.mark.parametrize("answer", [Answer(404, {}), Answer(500, {}), Answer(silent=True)])
def test_a_photo_that_cannot_be_had_leaves_its_place(answer: Answer) -> None:
    with listening() as peer:
        peer.answers[f"GET {PHOTO}"] = answer
        text = read_text(peer, peer.url + PHOTO, words="보세요")
    assert (text.body, text.photos) == ("보세요", (media.missing(media.NOT_FETCHED),))


def test_a_photo_that_is_too_large_is_not_read_to_its_end() -> None:
    with listening() as peer:
        peer.on(f"GET {PHOTO}", 200, b"x" * 5_000_000)
        [ref] = read_text(peer, peer.url + PHOTO).photos
    assert ref.problem == media.TOO_LARGE


def test_no_other_address_is_fetched() -> None:
    with listening() as peer, listening() as inner:
        text = read_text(
            peer, inner.url + "/secret", "file:///etc/passwd", f"{peer.url}.evil.example/x"
        )
        assert inner.seen == peer.seen == []
    assert {ref.problem for ref in text.photos} == {media.NOT_FETCHED}
    assert len(text.photos) == 3


def test_more_photos_than_an_mms_has_are_left() -> None:
    with listening() as peer:
        assert len(read_text(peer, *[f"{peer.url}/{n}" for n in range(30)]).photos) == 10


@pytest.mark.parametrize("count", ["9" * 5000, "-1", "two", "", "²"])
def test_a_count_that_is_none_brings_no_photo(count) -> None:
    assert incoming.fetch({"NumMedia": count}, FACTS.provider("http://127.0.0.1:9")) == ()
