"""A letter is handed to a real server, or it is said why not."""

import pytest

from townline.adapters import mail
from townline.adapters.mail.tests.sink import Sink

LETTER = {"sender": "line@example.org", "to": ["duty@example.org", "night@example.org"]}


def test_a_letter_arrives_whole():
    with Sink() as sink:
        mail.send(mail.relay(sink.url), **LETTER, subject="문자 줄", body="첫 줄\n.점으로 시작\n")
    (letter,) = sink.letters
    assert (letter.sender, letter.to) == ("line@example.org", LETTER["to"])
    assert (letter.subject, letter.body) == ("문자 줄", "첫 줄\n.점으로 시작\n")


@pytest.mark.parametrize("word", ["MAIL", "RCPT", "DATA"])
def test_a_refusal_is_said(word):
    with Sink(refuse=word) as sink, pytest.raises(mail.MailFailed, match=r"127\.0\.0\.1"):
        mail.send(mail.relay(sink.url), **LETTER, subject="x", body="x")


def test_nothing_is_said_in_clear_when_tls_was_asked_for():
    with Sink() as sink:
        url = sink.url.replace("smtp://", "smtp+starttls://user:s3cret@")
        with pytest.raises(mail.MailFailed) as refused:
            mail.send(mail.relay(url), **LETTER, subject="x", body="x")
    assert sink.letters == []
    assert "s3cret" not in str(refused.value)


def test_nobody_there_is_said():
    with pytest.raises(mail.MailFailed, match=r"127\.0\.0\.1:1: ConnectionRefused"):
        mail.send(mail.relay("smtp://127.0.0.1:1"), **LETTER, subject="x", body="x")


def test_addresses_are_read():
    relay = mail.relay("smtp+starttls://on%40duty:p%3Aw@mail.example.org")
    assert (relay.user, relay.password, relay.port) == ("on@duty", "p:w", 587)
    assert "p:w" not in repr(relay)
    assert mail.relay("smtps://mail.example.org").port == 465


@pytest.mark.parametrize("url", ["mail.example.org", "http://x", "smtp://", "smtp://h:port"])
def test_a_wrong_address_is_refused_in_words(url):
    with pytest.raises(mail.AddressInvalid, match="write it like"):
        mail.relay(url)
