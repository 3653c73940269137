"""nginx with the configuration that `deploy-config` writes, on ports of its own."""

import contextlib
import datetime as dt
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
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from townline.config import cli
from townline.config.tests.running.installation import free_port

NGINX = "/usr/sbin/nginx"
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/main.log crit;
worker_processes 1;
events {{ worker_connections 1024; }}
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

    def burst(self, count: int, head: str) -> list[int]:
        """Ask so often at the same moment, each on a connection that is open already."""
        with contextlib.ExitStack() as stack:
            links = [stack.enter_context(self._link()) for _ in range(count)]
            for link in links:
                link.sendall(f"{head}\r\nHost: localhost:{self.https}\r\n\r\n".encode())
            return [int(link.recv(4096).split()[1]) for link in links]

    def _link(self) -> ssl.SSLSocket:
        plain = socket.create_connection(("127.0.0.1", self.https), timeout=120)
        return self.trust.wrap_socket(plain, server_hostname="localhost")

    def log(self, last: str) -> str:
        """Give the log once it tells of ``last``: a line is written after its answer has gone."""
        end = time.monotonic() + 30
        while True:
            words = "".join(path.read_text() for path in self.folder.glob("*.log"))
            if last in words or time.monotonic() > end:
                return words
            time.sleep(0.05)


def make_certificate(folder: Path, days: int = 1) -> ssl.SSLContext:
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
        .not_valid_after(now + dt.timedelta(days=days))
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


def _write(folder: Path, port: str, http: int, https: int, more: tuple[str, ...]) -> None:
    words = ["deploy-config", "--host", "localhost", "--out", str(folder / "out")]
    words += ["--root", str(_root(folder)), "--listen", "127.0.0.1", "--port", port]
    words += ["--http-port", str(http), "--https-port", str(https), "--log-dir", str(folder)]
    words += ["--cache-dir", str(folder / "cache")]
    words += ["--cert", str(folder / "cert.pem"), "--cert-key", str(folder / "key.pem")]
    assert cli.main([*words, *more]) == 0
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))


def _nobody(folder: Path) -> dict[str, Any]:
    """Give the folder to an account without rights, and run as it (when we are root)."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def run_nginx(port: str, *more: str) -> Iterator[Front]:
    """Have nginx stand in front of a Townline on a port, until the block ends.

    ``more``: options of ``deploy-config``.
    """
    folder = Path(tempfile.mkdtemp(prefix="tl-nginx-", dir="/tmp"))
    http, https = free_port(), free_port()
    trust = make_certificate(folder)
    _write(folder, port, http, https, more)
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
