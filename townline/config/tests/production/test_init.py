"""``townline init``: from a database server to a doctor without a warning, and again."""

import contextlib
import os
import pwd
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import homes
from townline.adapters.simulator.tests.peers import SYSTEM_ID, Simulator
from townline.config.tests.production.office import Office
from townline.config.tests.running import front
from townline.config.tests.running.installation import free_port
from townline.platform.postgres import EmbeddedPostgres, launch
from townline.platform.postgres.secrets_file import load_or_create

pytestmark = [
    pytest.mark.peer,
    pytest.mark.long,  # all migrations, and a start of each process
    pytest.mark.skipif(os.geteuid() != 0, reason="init makes accounts and files as root"),
]
PATIENCE = 120
# The processes that an office without calls needs; the reader takes much memory.
STARTED = ("web", "live", "worker", "texts")


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[EmbeddedPostgres, str]]:
    """A PostgreSQL server that knows nothing of Townline, and its administrator's URL."""
    with homes.home("tl-pg-", homes.SHORT) as folder:
        made = EmbeddedPostgres(folder)
        made.ensure()
        try:
            admin = load_or_create(made.places.secrets).admin
            yield made, made._dsn(launch.ADMIN, admin, "postgres")
        finally:
            made.stop()


@pytest.fixture(scope="module")
def place(server: tuple[EmbeddedPostgres, str]) -> Iterator[Office]:
    account = server[0].places.account
    with homes.home("tl-init-", homes.SHORT) as folder:
        made = Office(folder, "", account.uid)
        made.become = {"user": account.uid, "group": account.gid, "extra_groups": []}
        for name in ("work", "run", "out", "tls"):
            (folder / name).mkdir()
        os.chown(folder / "run", account.uid, account.gid)
        yield made


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    running = Simulator(tmp_path_factory.mktemp("network"))
    yield running
    running.process.terminate()
    running.finish()


def _options(place: Office, admin: str, network: Simulator, port: int, https: int) -> list[str]:
    folder = place.folder
    return [
        *("--home", str(place.home), "--host", "localhost", "--admin-database", admin),
        *("--district-from", "demo", "--backups", str(folder / "backups")),
        *("--user", pwd.getpwuid(place.owner).pw_name, "--port", str(port)),
        *("--smpp", f"smpp://{SYSTEM_ID}:open%20sesame@127.0.0.1:{network.port}"),
        *("--systemd-dir", str(folder / "out" / "systemd"), "--nginx-dir", str(folder / "nginx")),
        *("--https-port", str(https), "--http-port", str(free_port())),
        *("--cert", str(folder / "tls" / "cert.pem")),
        *("--cert-key", str(folder / "tls" / "key.pem")),
    ]


@contextlib.contextmanager
def _services(place: Office, port: int, https: int) -> Iterator[None]:
    """Start what the units and the site say, as systemd and nginx would."""
    main = front.MAIN.replace(
        "{folder}/out/nginx/townline.conf", str(place.folder / "nginx/*.conf")
    )
    front.make_certificate(place.folder / "tls", days=90)
    config = place.folder / "nginx.conf"
    config.write_text(main.format(folder=place.folder))
    Path("/var/lib/nginx/townline").mkdir(parents=True, exist_ok=True)
    processes = [subprocess.Popen([front.NGINX, "-c", str(config)])]  # noqa: S603 -- our own words
    for name in STARTED:
        command, variables = place.unit(f"townline-{name}.service")
        with (place.folder / f"{name}.log").open("ab") as log:
            processes.append(
                subprocess.Popen(  # noqa: S603 -- what the unit says
                    command, env=place.environment() | variables, stdout=log, stderr=log,
                    cwd="/", start_new_session=True, **place.become,
                )
            )  # fmt: skip
    try:
        _until_ready(place, port)
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(PATIENCE)


def _until_ready(place: Office, port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(httpx.HTTPError):
            answer = httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False)
            if answer.is_success and "bound" in answer.text:
                return
        words = "".join(each.read_text() for each in place.folder.glob("*.log"))
        assert time.monotonic() < end, words
        time.sleep(0.3)


def _init(place: Office, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "townline", "init", *words],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        env=place.environment(), cwd=place.folder / "work",
    )  # fmt: skip


def test_from_a_database_server_to_a_doctor_without_a_warning(
    place: Office, server: tuple[EmbeddedPostgres, str], network: Simulator
) -> None:
    port, https = free_port(), free_port()
    words = _options(place, server[1], network, port, https)
    first = _init(place, *words)
    assert first.returncode == 1, first.stdout + first.stderr
    assert "made role and database" in first.stdout
    assert re.search(r"admin  https://localhost:\d+/sign-in/way-in/", first.stdout)
    assert "then run townline init again" in first.stdout
    text = (place.config / "handeul.toml").read_text()
    password = server[1].partition("@")[0].rpartition(":")[2]
    assert password not in text
    place.check_untouched()
    with _services(place, port, https):
        again = _init(
            place, *(each for each in words if each not in {"--admin-database", server[1]})
        )
        assert again.stderr == ""
        # The load is the test machine's own matter.
        open_findings = re.findall(r"^(?:warn|bad) +(?!load)(\S.*)$", again.stdout, re.MULTILINE)
        assert open_findings == []
        assert again.returncode == ("warn  load" in again.stdout), again.stdout
        assert "role and database are there already" in again.stdout
        assert "the district handeul is loaded already" in again.stdout
        assert "0 of" in again.stdout
    assert (place.config / "handeul.toml").read_text() == text


def test_a_second_installation_of_the_district_is_refused(
    place: Office, server: tuple[EmbeddedPostgres, str], network: Simulator
) -> None:
    words = _options(place, server[1], network, 8000, 443)
    elsewhere = str(place.folder / "second")
    words[words.index("--home") + 1] = elsewhere
    refused = _init(place, *words)
    assert refused.returncode == 2
    assert "two installations cannot have one district" in refused.stderr
    other = place.environment(TOWNLINE_CONFIG_DIR=str(place.folder / "etc2"))
    done = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "-m", "townline", "init", *words],
        capture_output=True, text=True, check=False, env=other,
    )  # fmt: skip
    assert done.returncode == 2
    assert "two installations cannot have one schema" in done.stderr


def test_what_is_missing_is_named_with_its_option(place: Office, tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "home"), "--district", "other")
    assert "give it with --host" in _init(place, *home).stderr
    host = (*home, "--host", "localhost")
    assert "give it with --admin-database" in _init(place, *host).stderr
    both = (*host, "--embedded")
    assert "give it with --district-from" in _init(place, *both).stderr
    assert "holds no district.json" in _init(place, *both, "--district-from", "/").stderr
    gone = "postgresql://postgres:x@127.0.0.1:1/postgres"
    done = _init(place, *host, "--admin-database", gone, "--district-from", "demo")
    assert "correct --admin-database" in done.stderr
    assert not (tmp_path / "home").exists()
