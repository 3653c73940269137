"""nginx, with the configuration that `deploy-config` writes, in front of a running Townline."""

import contextlib
import datetime as dt
import json
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from townline.config.tests.running.front import Front, run_nginx
from townline.config.tests.running.installation import House, sign_in

pytestmark = pytest.mark.peer
PASSWORD = "correct horse 7"
TOKEN = "dG93bmxpbmUtdG9rZW4tY2FuYXJ5"


@pytest.fixture(scope="module")
def front(house: House, built_files: None) -> Iterator[Front]:
    with run_nginx(house.url.rpartition(":")[2]) as made:
        yield made


def test_pages_come_over_tls_with_what_protects_them(front: Front) -> None:
    with front.client() as client:
        page = client.get("/sign-in/")
    assert page.status_code == 200
    assert page.headers["strict-transport-security"] == "max-age=31536000"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["server"] == "nginx"


def test_it_has_no_rights(front: Front) -> None:
    status = Path(f"/proc/{front.pid}/status").read_text()
    uid = next(line.split()[1] for line in status.splitlines() if line.startswith("Uid:"))
    assert uid != "0"


def test_plain_http_is_sent_to_tls(front: Front) -> None:
    answer = httpx.get(
        f"http://127.0.0.1:{front.http}/inbox/", headers={"Host": "localhost"}, trust_env=False
    )
    assert answer.status_code == 301
    assert answer.headers["location"] == f"https://localhost:{front.https}/inbox/"


def test_another_name_gets_no_certificate(front: Front) -> None:
    with (
        pytest.raises(ssl.SSLError),
        ssl.create_default_context().wrap_socket(
            socket.create_connection(("127.0.0.1", front.https)),
            server_hostname="other.example.org",
        ),
    ):
        pass


def test_files_are_served_by_nginx_itself(front: Front) -> None:
    from django.contrib.staticfiles.storage import staticfiles_storage

    url = staticfiles_storage.url("web/base.css")
    with front.client() as client:
        answer = client.get(url)
        plain = client.get("/static/web/base.css")
    assert answer.status_code == plain.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "max-age=315360000" in answer.headers["cache-control"]
    assert plain.headers["cache-control"] == "max-age=3600"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "etag" in answer.headers


def test_parts_of_the_map_come_through(front: Front, map_file: Path) -> None:
    whole = (map_file / "handeul.pmtiles").read_bytes()
    with front.client() as client:
        part = client.get("/map/handeul.pmtiles", headers={"Range": "bytes=0-16383"})
        behind = client.get("/map/handeul.pmtiles", headers={"Range": "bytes=99999999-"})
    assert (part.status_code, part.content) == (206, whole[:16384])
    assert part.headers["content-range"] == f"bytes 0-16383/{len(whole)}"
    assert part.headers["etag"]
    assert behind.status_code == 416


def test_live_events_come_at_once(front: Front, house: House) -> None:
    added = house.command(
        "staff", "add", "clerk9", "--role", "clerk", "--password-stdin", words=f"{PASSWORD}\n"
    )
    assert added.returncode == 0, added.stderr
    with house.client() as direct:
        sign_in(direct, "clerk9", PASSWORD)
        cookies = dict(direct.cookies)
    with front.client() as client, client.stream("GET", "/live/events", cookies=cookies) as answer:
        assert answer.status_code == 200
        lines = answer.iter_lines()
        assert next(lines).startswith("retry: ")
        payload = json.dumps({"kind": "case", "id": "H7-0009", "departments": None})
        with psycopg.connect(house.dsn()) as link:
            link.execute("SELECT pg_notify('townline_handeul', %s)", [payload])
        assert any(line == 'data: {"id": "H7-0009"}' for line in lines)


def test_the_log_holds_no_words_and_no_tokens(front: Front) -> None:
    with front.client() as client:
        client.get(f"/t/{TOKEN}/photo")
        client.get(f"/c/{TOKEN}/photos/{'0' * 64}/small")
        client.get("/inbox/?q=01000007319")
        client.get("/surveys/010-0000-7319/")
        client.get("/surveys/%2B82%2010%200000%207319/")
        client.get(f"/static/{TOKEN}")
        client.get("/cases/H6-0042/")
    log = front.log("/cases/H6-0042/ HTTP/")
    assert "/t/*** HTTP/" in log
    assert "/c/*** HTTP/" in log
    assert "/cases/H6-0042/ HTTP/" in log
    assert TOKEN not in log
    assert "/surveys/*** HTTP/" in log
    assert "7319" not in log


def test_figures_and_checks_stay_inside(front: Front) -> None:
    with front.client() as client:
        assert client.get("/metrics").status_code == 404
        assert client.get("/readyz").status_code == 404
        assert client.get("/healthz").status_code == 200


def test_a_body_that_is_too_large_is_refused(front: Front) -> None:
    with front.client() as client:
        assert client.post("/sign-in/", content=b"x" * (81 << 20)).status_code == 413


def test_visitors_cannot_say_who_they_are(front: Front) -> None:
    with front.client() as client:
        here = {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1"}
        assert client.get("/sign-in/", headers=here).status_code == 200


def test_sixty_people_behind_one_address_open_the_sign_in_page(front: Front) -> None:
    found = []
    for _ in range(60):
        with front.client() as client:  # each with a browser of their own
            found += [client.get("/sign-in/").status_code, client.get("/n/").status_code]
    assert set(found) == {200}


def test_sixty_open_pages_behind_one_address_hear_of_events(front: Front, house: House) -> None:
    with contextlib.ExitStack() as stack:
        client = stack.enter_context(front.client())
        path = "/api/v1/queues/passport/events"
        answers = [stack.enter_context(client.stream("GET", path)) for _ in range(60)]
        assert {answer.status_code for answer in answers} == {200}


def test_a_flood_of_sign_ins_is_slowed_down_and_looking_is_not(front: Front) -> None:
    found = front.burst(90, "POST /sign-in/ HTTP/1.1\r\nContent-Length: 0")
    assert {403, 429} == set(found)
    assert 60 <= found.count(403) < 90
    with front.client() as client:
        assert client.get("/sign-in/").status_code == 200


def test_one_visitor_is_slowed_down_and_the_others_behind_the_address_are_not(front: Front) -> None:
    found = front.burst(150, "GET /none-such HTTP/1.1\r\nCookie: townline=one-session")
    assert {404, 429} == set(found)
    assert found.count(404) >= 100
    with front.client() as client:
        assert client.get("/none-such").status_code == 404


def test_calls_of_providers_pass_with_their_pictures_and_are_not_counted_here(front: Front) -> None:
    with front.client() as client:
        large = client.post("/hooks/android/nobody/", content=b"x" * 17_000_000)
        assert (large.status_code, "error" in large.json()) == (404, True)
        many = {client.post("/hooks/android/nobody/").status_code for _ in range(150)}
    assert many == {404}


def test_a_snapshot_is_asked_for_once_a_second_however_many_poll(front: Front) -> None:
    with front.client() as client:
        client.get("/api/v1/queues/passport")
        found = [client.get(f"/api/v1/queues/passport?n={n}") for n in range(200)]
    assert {answer.status_code for answer in found} == {200}
    assert "max-age=1" in found[0].headers["cache-control"]
    # Each snapshot says when it was made.
    made = {answer.json()["at"] for answer in found}
    began, ended = (dt.datetime.fromisoformat(each) for each in (min(made), max(made)))
    assert len(made) <= (ended - began).total_seconds() + 2
    assert len(list((front.folder / "cache").rglob("*"))) >= 1


def test_tickets_and_events_pass_nginx_uncached(front: Front) -> None:
    with front.client() as client:
        answers = [client.post("/api/v1/queues/nowhere/tickets", json={}) for _ in range(150)]
        assert {answer.status_code for answer in answers} == {404}
        assert (
            client.post("/api/v1/queues/passport/tickets", content=b"x" * 9000).status_code == 413
        )
        with client.stream("GET", "/api/v1/queues/passport/events") as answer:
            lines = answer.iter_lines()
            assert next(lines).startswith("retry: ")
            assert any(line == "event: snapshot" for line in lines)
