"""The port's owner passes everything on as it is, and says so when nobody is behind it."""

import asyncio
import json
import socket
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn, UnixStreamServer

import httpx
import pytest
import uvicorn

from townline.platform.processes.pause_page import PauseAtEnd
from townline.platform.processes.proxy import Proxy, request_headers


class _Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked, as JSON."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.startswith("/redirect"):
            self.send_response(302)
            self.send_header("Location", "/elsewhere/?a=1")
            self.send_header("Set-Cookie", "one=1")
            self.send_header("Set-Cookie", "two=2")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path.startswith("/broken"):
            kind = self.headers.get("X-Kind", "")
            self.send_response(500)
            if kind:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else self._chunks()
        seen = {"method": self.command, "target": self.path, "length": len(body)}
        seen |= {"headers": {name.lower(): value for name, value in self.headers.items()}}
        answer = json.dumps(seen).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET  # noqa: N815 -- the base class asks for this name

    def _chunks(self) -> bytes:
        body = b""
        while self.headers.get("Transfer-Encoding") == "chunked":
            size = int(self.rfile.readline(), 16)
            body += self.rfile.read(size)
            self.rfile.readline()
            if not size:
                break
        return body

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its own name
        """Say nothing: the tests look at the answers."""

    def address_string(self) -> str:
        return "unix"


class _Server(ThreadingMixIn, UnixStreamServer):
    request_queue_size = 64

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), _Echo)
        self.links: list[socket.socket] = []

    def get_request(self) -> tuple[socket.socket, str]:
        link, _ = super().get_request()
        self.links.append(link)
        return link, ""

    def hang_up(self) -> None:
        for link in self.links:
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tl-", dir="/tmp") as name:
        yield Path(name)


@contextmanager
def _behind(path: Path) -> Iterator[None]:
    server = _Server(path)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.hang_up()
        server.server_close()
        path.unlink()


async def _ask(
    path: Path | str, *requests: httpx.Request, pauses: Sequence[float] = (0.0, 0.5)
) -> list[httpx.Response]:
    async with Proxy(str(path), pauses) as proxy:
        transport = httpx.ASGITransport(app=proxy, client=("192.0.2.7", 50_000))
        async with httpx.AsyncClient(transport=transport, base_url="http://hall.test") as client:
            return [await client.send(request) for request in requests]


def _request(method: str, target: str, **options: object) -> httpx.Request:
    return httpx.Request(method, f"http://hall.test{target}", **options)  # type: ignore[arg-type] # passed on


def test_several_behind_take_turns_and_one_that_is_not_there_is_passed_over(folder: Path) -> None:
    first, second = folder / "a", folder / "b"
    wanted = [_request("GET", f"/{number}") for number in range(6)]
    with _behind(second):
        found = asyncio.run(_ask(f"{first},{second}", *wanted, pauses=(0.0,)))
        assert [answer.status_code for answer in found] == [200] * 6
        with _behind(first):
            found = asyncio.run(_ask(f"{first},{second}", *wanted, pauses=(0.0,)))
            assert [answer.status_code for answer in found] == [200] * 6
    assert asyncio.run(_ask(f"{first},{second}", wanted[0], pauses=(0.0,)))[0].status_code == 502


def test_method_target_host_and_body_arrive_unchanged(folder: Path) -> None:
    path = folder / "s"
    request = _request("POST", "/cases/H7%2F1/?q=%EA%B0%80&x=+", content=b"x" * 300_000)
    with _behind(path):
        seen = asyncio.run(_ask(path, request))[0].json()
    assert (seen["method"], seen["target"]) == ("POST", "/cases/H7%2F1/?q=%EA%B0%80&x=+")
    assert seen["length"] == 300_000
    assert seen["headers"]["host"] == "hall.test"
    assert seen["headers"]["x-forwarded-for"] == "192.0.2.7"
    assert seen["headers"]["x-forwarded-proto"] == "http"


def test_a_body_without_length_is_streamed(folder: Path) -> None:
    path = folder / "s"

    async def parts() -> object:
        for _ in range(3):
            yield b"part"

    with _behind(path):
        seen = asyncio.run(_ask(path, _request("POST", "/", content=parts())))[0].json()
    assert seen["length"] == 12


def test_redirects_and_every_cookie_come_back(folder: Path) -> None:
    path = folder / "s"
    with _behind(path):
        answer = asyncio.run(_ask(path, _request("GET", "/redirect")))[0]
    assert (answer.status_code, answer.headers["location"]) == (302, "/elsewhere/?a=1")
    assert answer.headers.get_list("set-cookie") == ["one=1", "two=2"]


@pytest.mark.parametrize(
    ("language", "first"), [("ko-KR,ko", "잠시 쉬고 있습니다"), ("en-GB", "Back in a moment")]
)
def test_nobody_behind_is_said_in_plain_words(folder: Path, language: str, first: str) -> None:
    request = _request("GET", "/inbox/", headers={"Accept-Language": language})
    answer = asyncio.run(_ask(folder / "nobody", request, pauses=(0.0,)))[0]
    assert answer.status_code == 502
    assert f"<h1>{first}</h1>" in answer.text
    assert answer.headers["retry-after"] == "3"


def test_the_api_gets_a_problem(folder: Path) -> None:
    request = _request("GET", "/api/v1/cases")
    answer = asyncio.run(_ask(folder / "nobody", request, pauses=(0.0,)))[0]
    assert (answer.status_code, answer.json()["status"]) == (502, 502)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_request_waits_for_a_server_that_starts_again(folder: Path) -> None:
    path = folder / "s"

    async def scene() -> list[httpx.Response]:
        asking = asyncio.create_task(_ask(path, _request("GET", "/inbox/")))
        await asyncio.sleep(0)
        with _behind(path):
            return await asking

    assert asyncio.run(scene())[0].status_code == 200


def test_a_server_that_went_away_between_two_requests(folder: Path) -> None:
    path = folder / "s"

    async def scene() -> list[httpx.Response]:
        async with Proxy(str(path)) as proxy:
            transport = httpx.ASGITransport(app=proxy)
            async with httpx.AsyncClient(transport=transport, base_url="http://h.test") as client:
                with _behind(path):
                    first = await client.get("/", headers={"Connection": "close"})
                with _behind(path):
                    return [first, await client.get("/")]

    assert [answer.status_code for answer in asyncio.run(scene())] == [200, 200]


def _scope(client: str, *headers: tuple[bytes, bytes]) -> dict[str, object]:
    return {"client": (client, 1), "scheme": "http", "headers": list(headers)}


def test_forwarding_headers_of_strangers_are_dropped() -> None:
    claimed = ((b"x-forwarded-proto", b"https"), (b"x-forwarded-for", b"10.9.9.9"))
    headers = request_headers(_scope("192.0.2.7", *claimed))
    assert sorted(headers) == [(b"x-forwarded-for", b"192.0.2.7"), (b"x-forwarded-proto", b"http")]
    own = (b"x-forwarded-for", b"127.0.0.1")
    assert sorted(request_headers(_scope("127.0.0.1", *claimed))) == sorted([*claimed, own])


def test_headers_of_one_hop_are_dropped() -> None:
    given = ((b"connection", b"keep-alive"), (b"upgrade", b"h2c"), (b"accept", b"*/*"))
    names = {name for name, _ in request_headers(_scope("127.0.0.1", *given))}
    assert names == {b"accept", b"x-forwarded-for", b"x-forwarded-proto"}


@pytest.mark.parametrize("kind", ["", "text/plain"])
def test_a_bare_500_of_a_server_that_ends_is_a_broken_connection(folder: Path, kind: str) -> None:
    path = folder / "s"
    page = _request("GET", "/broken", headers={"X-Kind": kind})
    with _behind(path):
        response = asyncio.run(_ask(path, page))[0]
    assert (response.status_code, response.headers["retry-after"]) == (502, "3")


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/problem+json"])
def test_our_own_words_of_a_fault_pass(folder: Path, kind: str) -> None:
    path = folder / "s"
    with _behind(path):
        response = asyncio.run(_ask(path, _request("GET", "/broken", headers={"X-Kind": kind})))[0]
    assert (response.status_code, response.headers["content-type"]) == (500, kind)


def test_who_waits_while_this_server_itself_is_ended_is_told_to_come_again(folder: Path) -> None:
    requested = asyncio.Event()

    async def silent(_read: asyncio.StreamReader, write: asyncio.StreamWriter) -> None:
        requested.set()
        await write.wait_closed()

    async def scene() -> httpx.Response:
        async with Proxy(str(folder / "s")) as proxy, httpx.AsyncClient(trust_env=False) as client:
            behind = await asyncio.start_unix_server(silent, folder / "s")
            with socket.create_server(("127.0.0.1", 0)) as door:
                config = uvicorn.Config(
                    PauseAtEnd(proxy), log_config=None, timeout_graceful_shutdown=0
                )
                server = uvicorn.Server(config)
                serving = asyncio.create_task(server._serve([door]))
                url = f"http://127.0.0.1:{door.getsockname()[1]}/api/v1/cases"
                asking = asyncio.create_task(client.get(url))
                await asyncio.wait_for(requested.wait(), 30)
                server.should_exit = True
                answer = await asking
                await serving
            behind.close()
            return answer

    answer = asyncio.run(scene())
    assert (answer.status_code, answer.headers["retry-after"]) == (502, "3")
