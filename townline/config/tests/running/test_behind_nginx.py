"""nginx, with the configuration that `deploy-config` writes, in front of a running Townline."""

import datetime as dt
import json
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from townline.config import cli
from townline.config.tests.running.house import House, free_port, sign_in

pytestmark = pytest.mark.peer
NGINX = "/usr/sbin/nginx"
PASSWORD = "correct horse 7"
TOKEN = "dG93bmxpbmUtdG9rZW4tY2FuYXJ5"
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/main.log crit;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
  access_log off;
  include /etc/nginx/mime.types;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/out/nginx/townline.conf;
}}
"""


@dataclass
class Front:
    folder: Path
    http: int
    https: int
    trust: ssl.SSLContext
    pid: int

    def client(self) -> httpx.Client:
        return httpx.Client(
            base_url=f"https://localhost:{self.https}", verify=self.trust, trust_env=False
        )

    def log(self) -> str:
        return "".join(path.read_text() for path in self.folder.glob("*.log"))


def _certificate(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    (folder / "cert.pem").write_bytes(pem)
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return ssl.create_default_context(cadata=pem.decode())


def _root(folder: Path) -> Path:
    """Copy the collected files where nginx's account may read them, whatever holds the checkout."""
    from django.conf import settings

    root = folder / "root"
    shutil.copytree(settings.STATIC_ROOT, root / "var" / "static")
    return root


def _write(folder: Path, port: str, http: int, https: int) -> None:
    words = ["deploy-config", "--host", "localhost", "--out", str(folder / "out")]
    words += ["--root", str(_root(folder)), "--listen", "127.0.0.1", "--port", port]
    words += ["--http-port", str(http), "--https-port", str(https), "--log-dir", str(folder)]
    words += ["--cache-dir", str(folder / "cache")]
    words += ["--cert", str(folder / "cert.pem"), "--cert-key", str(folder / "key.pem")]
    assert cli.main(words) == 0
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))


def _nobody(folder: Path) -> dict[str, Any]:
    """Give the folder to an account without rights, and run as it (when we are root)."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@pytest.fixture(scope="module")
def front(house: House, built_files: None) -> Iterator[Front]:
    folder = Path(tempfile.mkdtemp(prefix="tl-nginx-", dir="/tmp"))
    http, https = free_port(), free_port()
    trust = _certificate(folder)
    _write(folder, house.url.rpartition(":")[2], http, https)
    become = _nobody(folder)
    command = [NGINX, "-e", str(folder / "start.log"), "-c", str(folder / "nginx.conf")]
    tested = subprocess.run(  # noqa: S603 -- our own command line
        [*command, "-t"], capture_output=True, text=True, check=False, **become
    )
    assert tested.returncode == 0, tested.stderr
    process = subprocess.Popen(command, **become)  # noqa: S603 -- our own command line
    try:
        _until_open(https)
        yield Front(folder, http, https, trust, process.pid)
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


def _accepts(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def _until_open(port: int) -> None:
    end = time.monotonic() + 30
    while not _accepts(port):
        assert time.monotonic() < end
        time.sleep(0.02)


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
        client.get(f"/static/{TOKEN}")
        client.get("/cases/H6-0042/")
    log = front.log()
    assert "/t/*** HTTP/" in log
    assert "/c/*** HTTP/" in log
    assert "/cases/H6-0042/ HTTP/" in log
    assert TOKEN not in log
    assert "01000007319" not in log


def test_figures_and_checks_stay_inside(front: Front) -> None:
    with front.client() as client:
        assert client.get("/metrics").status_code == 404
        assert client.get("/readyz").status_code == 404
        assert client.get("/healthz").status_code == 200


def test_a_body_that_is_too_large_is_refused(front: Front) -> None:
    with front.client() as client:
        assert client.post("/sign-in/", content=b"x" * (33 << 20)).status_code == 413


def test_visitors_cannot_say_who_they_are(front: Front) -> None:
    with front.client() as client:
        here = {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1"}
        assert client.get("/sign-in/", headers=here).status_code == 200


def test_trying_again_and_again_is_slowed_down(front: Front) -> None:
    with front.client() as client:
        found = [client.get("/sign-in/").status_code for _ in range(40)]
    assert found[0] == 200
    assert 429 in found


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
