"""What every provider's folder must pass: name your payloads, and inherit.

A folder's test makes a ``Facts`` and derives from ``Sends``; from ``Names`` too when the provider
gives texts their ids, and from ``Calls`` when it calls us. Answers come from a peer on a socket,
calls go through the real view into the real database. See CONTRIBUTING.md, "A new provider".
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.test import Client

from tests.limits import at_most
from townline.adapters.sms_http import hooks, providers
from townline.adapters.sms_http.common import sending
from townline.adapters.sms_http.common.door import Provider, ProviderAdapter
from townline.adapters.sms_http.common.tests import payloads, rows
from townline.adapters.sms_http.common.tests.peer import ReceivedRequest, free_port, listening
from townline.adapters.sms_http.common.tests.zeros import Zeros
from townline.adapters.sms_http.doors import DOORS
from townline.platform.conversations.ports import QueryJob, SubmitResult, TextJob
from townline.platform.core import clock

NAME = "door-1"
TO = "821000000042"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the suite must know of a provider.

    ``settings`` without ``url``, which is the peer's. ``sign`` gives the headers that make a
    body and its place the provider's. ``send``, ``ask``: "METHOD path" of the two requests.
    ``proof`` checks that a request was signed as documented, by means of its own.
    """

    kind: str
    folder: Path
    settings: Mapping[str, str]
    send: str
    proof: Callable[[ReceivedRequest], bool]
    ask: str = ""
    query_id: str = ""
    sign: Callable[[bytes, str], dict[str, str]] | None = None
    number: Callable[[ReceivedRequest], str] = field(default=lambda seen: "")
    words: Callable[[ReceivedRequest], str] = field(default=lambda seen: "")

    @property
    def door(self) -> ProviderAdapter:
        return DOORS[self.kind]

    def provider(self, url: str) -> Provider:
        entry = {"kind": self.kind, "name": NAME, "settings": {**self.settings, "url": url}}
        return providers.parse(json.dumps([entry]))[0]

    def payload(self, name: str, **fill: str) -> payloads.Payload:
        return payloads.load(self.folder / "payloads", name, **fill)

    def named(self, start: str) -> list[str]:
        return sorted(path.stem for path in (self.folder / "payloads").glob(f"{start}*.json"))


def job(body: str = "오늘 메웠습니다. - 한들구 도로과", **more: Any) -> TextJob:
    values: dict[str, Any] = {
        "segment_id": 7,
        "text_id": 3,
        "source_addr": "0200000100",
        "destination_addr": TO,
        "body": body,
        "user_message_reference": 500,
    }
    return TextJob(**(values | more))


def submit(facts: Facts, url: str, text: TextJob) -> SubmitResult:
    """Hand a text over as a sender does."""
    with sending.client() as client:
        try:
            return facts.door.submit(client, text, facts.provider(url))
        except Exception as error:  # noqa: BLE001 -- as the sender does
            return sending.outcome(text, error)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give tests that ask for ``accepted``, ``refused``, ``query``, … each such payload."""
    facts = getattr(metafunc.cls, "facts", None)
    for name in ("accepted", "refused", "query", "notice"):
        if facts and name in metafunc.fixturenames:
            metafunc.parametrize(name, facts.named(name))


class Sends:
    """A provider that takes texts."""

    facts: ClassVar[Facts]

    def test_a_text_is_handed_over_as_documented(self, accepted: str) -> None:
        answer = self.facts.payload(accepted)
        with listening() as peer:
            peer.on(self.facts.send, answer.status, answer.body)
            result = submit(self.facts, peer.url, job())
            [seen] = peer.of(self.facts.send)
        assert (result.segment_id, result.outcome) == (7, "accepted"), result
        assert result.message_id == answer.expected["message_id"]
        assert self.facts.proof(seen)
        assert self.facts.words(seen) == "오늘 메웠습니다. - 한들구 도로과"
        assert self.facts.number(seen).lstrip("+") in {TO, "01000000042"}

    def test_a_refusal_is_certain_and_says_why(self, refused: str) -> None:
        answer = self.facts.payload(refused)
        with listening() as peer:
            peer.on(self.facts.send, answer.status, answer.body)
            result = submit(self.facts, peer.url, job())
        assert result.outcome == "refused"
        flags = {"permanent": result.permanent, "elsewhere": result.elsewhere}
        assert flags == {key: answer.expected[key] for key in flags}
        assert result.detail
        assert TO not in result.detail

    def test_who_is_not_there_has_certainly_got_nothing(self) -> None:
        result = submit(self.facts, f"http://127.0.0.1:{free_port()}", job())
        assert result.outcome == "unwritten"

    def test_who_hangs_up_after_reading_leaves_it_unknown(self) -> None:
        with listening() as peer:
            peer.on(self.facts.send, silent=True)
            assert submit(self.facts, peer.url, job()).outcome == "unknown"
            assert len(peer.of(self.facts.send)) == 1

    @pytest.mark.parametrize("status", [500, 502, 504])
    def test_a_fault_of_the_provider_leaves_it_unknown(self, status: int) -> None:
        with listening() as peer:
            peer.on(self.facts.send, status, {})
            result = submit(self.facts, peer.url, job())
            assert (result.outcome, len(peer.seen)) == ("unknown", 1)

    @pytest.mark.parametrize("status", [401, 403, 404, 429])
    def test_a_fault_of_the_account_is_no_fault_of_the_text(self, status: int) -> None:
        with listening() as peer:
            peer.on(self.facts.send, status, {})
            result = submit(self.facts, peer.url, job())
        assert (result.outcome, result.permanent) == ("refused", False)

    def test_nothing_is_replaced_or_cut_off(self) -> None:
        """Whatever does not go out in exactly these words does not go out."""
        for body in ("고맙습니다 🙂", "가" * 1001, "가" * 4000):
            with listening() as peer:
                answer = self.facts.payload(self.facts.named("accepted")[0])
                peer.on(self.facts.send, answer.status, answer.body)
                result = submit(self.facts, peer.url, job(body))
                sent = [self.facts.words(seen) for seen in peer.of(self.facts.send)]
            if result.outcome == "accepted":
                assert sent == [body]
            else:
                assert (result.outcome, result.elsewhere, sent) == ("refused", True, [])

    def test_it_can_be_asked(self, query: str) -> None:
        answer = self.facts.payload(query)
        assert self.facts.door.query is not None
        with listening() as peer:
            for call, body in answer.body.items():
                peer.on(call, answer.status, body)
            with sending.client() as client:
                question = QueryJob(
                    segment_id=7, message_id=self.facts.query_id, source_addr="0200000100"
                )
                receipt = self.facts.door.query(client, question, self.facts.provider(peer.url))
            assert all(self.facts.proof(seen) for seen in peer.seen)
        if answer.expected["state"] is None:
            assert receipt is None
            return
        assert receipt is not None
        assert (receipt.transport, receipt.message_id) == (NAME, self.facts.query_id)
        assert (receipt.message_state, receipt.queried) == (answer.expected["state"], True)

    def test_its_settings_are_named_when_they_are_missing(self) -> None:
        with pytest.raises(providers.ProvidersInvalid) as caught:
            providers.parse(json.dumps([{"kind": self.facts.kind, "name": NAME, "settings": {}}]))
        needed = [n for n, field_ in self.facts.door.fields.items() if field_.default is None]
        assert [line.split("settings.")[1].split()[0] for line in caught.value.problems] == needed

    def test_no_secret_shows(self) -> None:
        provider = self.facts.provider("http://127.0.0.1:9")
        shown = repr(provider)
        for name, field_ in self.facts.door.fields.items():
            if field_.secret and provider.settings[name]:
                assert provider.settings[name] not in shown


class Names:
    """A provider that gives a text its id: without one, nothing says that it was taken."""

    facts: ClassVar[Facts]

    @pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'"yes"', b"{}"])
    def test_an_answer_that_names_nothing_is_never_taken_for_sent(self, body: bytes) -> None:
        with listening() as peer:
            peer.on(self.facts.send, 200, body)
            assert submit(self.facts, peer.url, job()).outcome == "unknown"


class Calls:
    """A provider that calls us."""

    facts: ClassVar[Facts]

    @pytest.fixture(autouse=True)
    def _line(
        self, district: object, built_files: None, tmp_path: Path, settings: Any, monkeypatch: Any
    ) -> None:
        settings.TOWNLINE_PROVIDERS_FILE = tmp_path / "providers.json"
        settings.TOWNLINE_HOME = tmp_path
        monkeypatch.setattr(hooks, "CALLS", at_most(1200))
        monkeypatch.setattr(hooks, "WRONG", at_most(60))
        self.entry = {"kind": self.facts.kind, "name": NAME, "settings": dict(self.facts.settings)}
        providers.add(self.entry)

    def call(self, payload: payloads.Payload, raw: bytes | None = None, **how: Any) -> Any:
        body = payload.raw if raw is None else raw
        assert self.facts.sign is not None
        headers = {**payload.headers, **self.facts.sign(body, payload.rest)}
        headers |= how.get("headers", {})
        return Client().post(
            f"/hooks/{self.facts.kind}/{how.get('name', NAME)}/{payload.rest}",
            data=body,
            content_type=payload.content_type,
            headers={key: value for key, value in headers.items() if value},
        )

    def test_what_it_tells_is_kept_once(self, notice: str) -> None:
        payload = self.facts.payload(notice)
        for _ in range(2):
            response = self.call(payload)
            assert response.status_code == 200, response.content
        texts = payload.expected.get("texts", [])
        assert rows.texts(NAME) == [(text["sender"], text["body"], 1) for text in texts]
        receipts = payload.expected.get("receipts", [])
        assert rows.receipts(NAME) == [
            (r["message_id"], r["state"]) for _ in "ab" for r in receipts
        ]

    def test_a_forged_call_changes_nothing(self, notice: str) -> None:
        payload = self.facts.payload(notice)
        assert self.facts.sign is not None
        signed = self.facts.sign(payload.raw, payload.rest)
        for name in signed:
            for value in ("", "0" * 40, "가짜"):
                response = self.call(payload, headers={name: value})
                assert response.status_code in {401, 403}, (name, value)
                assert response.json()["error"]
        assert rows.texts(NAME) == rows.receipts(NAME) == []

    @pytest.mark.parametrize("raw", [b"", b"{", b"[1]", b"null", b'"x"', b"\xff\xfe", b"a=%00"])
    def test_a_body_of_another_shape_is_refused_in_words(self, raw: bytes) -> None:
        payload = self.facts.payload(self.facts.named("notice")[-1])
        response = self.call(payload, raw)
        assert response.status_code == 400
        assert response.headers["Content-Type"] == "application/json"
        assert response.json()["error"]
        assert rows.texts(NAME) == []

    def test_an_unknown_name_is_not_found(self) -> None:
        payload = self.facts.payload(self.facts.named("notice")[-1])
        response = self.call(payload, name="nobody")
        assert (response.status_code, response.headers["Content-Type"]) == (404, "application/json")

    def test_too_large_a_call_is_refused_and_dropped_in_pieces(self) -> None:
        size = self.facts.door.body_limit + 1
        body = Zeros(size)
        environ: dict[str, Any] = {"CONTENT_LENGTH": str(size), "wsgi.input": body}
        response = Client().post(
            f"/hooks/{self.facts.kind}/{NAME}/",
            content_type="application/json",
            **environ,
        )
        assert response.status_code == 413
        assert response.json()["error"]
        assert body.left == 0  # a provider that still sends reads no answer
        assert body.largest <= 1 << 16

    def test_only_post_is_taken(self) -> None:
        response = Client().get(f"/hooks/{self.facts.kind}/{NAME}/")
        assert (response.status_code, response.headers["Allow"]) == (405, "POST")

    def test_wrong_signatures_are_looked_at_sixty_times_a_minute(self, monkeypatch: Any) -> None:
        start = clock.now().replace(second=1)
        monkeypatch.setattr(clock, "now", lambda: start)
        payload = self.facts.payload(self.facts.named("notice")[-1])
        assert self.facts.sign is not None
        name = next(iter(self.facts.sign(b"", "")))
        wrong = [self.call(payload, headers={name: "0" * 40}).status_code for _ in range(61)]
        assert set(wrong[:60]) <= {401, 403}
        assert wrong[60] == 429
        elsewhere = {name: "0" * 40, "x-forwarded-for": "203.0.113.8"}
        assert self.call(payload, headers=elsewhere).status_code in {401, 403}
