"""What ``deploy-config`` writes is started as systemd would, two of each that may be many."""

import contextlib
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from townline.config.tests.production.office import Office
from townline.config.tests.running.front import Front, run_nginx
from townline.config.tests.running.installation import free_port, sign_in

pytestmark = [pytest.mark.peer, pytest.mark.long]  # minutes of starts: two of each process
WORD = "correct horse 7 battery"
PATIENCE = 300  # of a busy machine; nothing waits longer than it must


@dataclass
class Units:
    """The services of the target, by their names."""

    office: Office
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, service: str) -> None:
        name, _, instance = service.removesuffix(".service").partition("@")
        command, variables = self.office.unit(f"{name}{'@' if instance else ''}.service", instance)
        with (self.office.folder / f"{service}.log").open("ab") as log:
            self.running[service] = subprocess.Popen(  # noqa: S603 -- what the unit says
                command,
                env=self.office.environment() | variables,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                **self.office.become,
            )

    def end(self, service: str, number: int = signal.SIGTERM) -> None:
        process = self.running.pop(service)
        process.send_signal(number)
        process.wait(PATIENCE)

    def log(self, service: str) -> str:
        return (self.office.folder / f"{service}.log").read_text()


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    """Give two free ports that follow one another."""
    while True:
        first = free_port()
        with contextlib.suppress(OSError):
            return first, _check_port_free(first + 1)


def _check_port_free(port: int) -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))
    return port


@pytest.fixture(scope="module")
def units(served: Office, ports: tuple[int, int]) -> Iterator[Units]:
    counts = ("--count", "web=2", "--count", "live=2", "--count", "worker=2")
    served.deploy(*counts, "--port", str(ports[0]))
    target = (served.folder / "out" / "systemd" / "townline.target").read_text()
    wants = re.search(r"^Wants=(.*)$", target, re.MULTILINE)
    assert wants is not None
    made = Units(served)
    # Its model takes much memory, and nothing here waits for it.
    for service in wants[1].split():
        if service != "townline-language.service":
            made.start(service)
    try:
        _until_ready(made, ports)
        yield made
    finally:
        for process in made.running.values():
            process.terminate()
        for process in made.running.values():
            process.wait(PATIENCE)


def _until_ready(units: Units, ports: tuple[int, int]) -> None:
    end = time.monotonic() + PATIENCE
    for port in ports:
        while not _is_ready(port):
            ended = {name: p.poll() for name, p in units.running.items() if p.poll() is not None}
            assert not ended, [units.log(name) for name in ended]
            assert time.monotonic() < end, [units.log(name) for name in units.running]
            time.sleep(0.3)


def _is_ready(port: int) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False).is_success
    return False


@pytest.fixture(scope="module")
def front(units: Units, ports: tuple[int, int], built_files: None) -> Iterator[Front]:
    with run_nginx(str(ports[0]), "--count", "live=2") as made:
        yield made


def _ask(front: Front, count: int) -> list[int]:
    def one(_number: int) -> int:
        with front.client() as client:
            return client.get("/sign-in/").status_code

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, range(count)))


def test_none_of_them_ends_or_complains(units: Units, front: Front) -> None:
    assert {name: process.poll() for name, process in units.running.items()} == dict.fromkeys(
        units.running
    )
    assert "Traceback" not in "".join(map(units.log, units.running))


def test_both_webs_listen_each_at_its_own_socket(units: Units) -> None:
    sockets = sorted(path.name for path in (units.office.folder / "run").glob("web*.sock"))
    assert sockets == ["web-1.sock", "web-2.sock"]


def test_requests_go_through_while_one_of_two_goes_and_comes(units: Units, front: Front) -> None:
    assert _ask(front, 30) == [200] * 30
    for service in ("townline-web@1.service", *_lives(units)):
        units.end(service)
        assert _ask(front, 30) == [200] * 30
        units.start(service)
        _until_listening(units, service)
        assert _ask(front, 30) == [200] * 30


def _lives(units: Units) -> list[str]:
    return sorted(name for name in units.running if "live@" in name)[:1]


def _until_listening(units: Units, service: str) -> None:
    """Wait until it answers by itself."""
    instance = service.partition("@")[2].removesuffix(".service")
    family: socket.AddressFamily = socket.AF_INET
    place: str | tuple[str, int] = ("127.0.0.1", int(instance))
    if "web" in service:
        family, place = socket.AF_UNIX, str(units.office.folder / "run" / f"web-{instance}.sock")
    end = time.monotonic() + PATIENCE
    while not _is_healthy(family, place):
        assert time.monotonic() < end, units.log(service)
        time.sleep(0.2)


def _is_healthy(family: int, place: tuple[str, int] | str) -> bool:
    with contextlib.suppress(OSError), socket.socket(family) as probe:
        probe.connect(place)
        probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return b" 200 " in probe.recv(4096).partition(b"\r\n")[0]
    return False


def test_events_come_from_both_lives(units: Units, front: Front, ports: tuple[int, int]) -> None:
    words = ("staff", "add", "watcher", "--role", "administrator", "--password-stdin")
    assert units.office.command(*words, given=f"{WORD}\n").returncode == 0
    with front.client() as client, contextlib.ExitStack() as streams:
        client.headers["Referer"] = f"https://localhost:{front.https}/"
        sign_in(client, "watcher", WORD)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}
        headers |= {"X-Forwarded-Proto": "https", "Host": "localhost"}
        event_streams = [streams.enter_context(_events(port, headers)) for port in ports]
        payload = '{"kind": "district", "id": "1", "departments": null}'
        units.office.ask(f"SELECT pg_notify('townline_handeul', '{payload}')")
        for lines in event_streams:
            assert 'data: {"id": "1"}' in lines


@contextlib.contextmanager
def _events(port: int, headers: dict[str, str]) -> Iterator[Iterator[str]]:
    """Listen at one process; what is sent from now on arrives."""
    url = f"http://127.0.0.1:{port}/live/events"
    with httpx.stream("GET", url, headers=headers, timeout=60, trust_env=False) as answer:
        assert answer.status_code == 200
        lines = answer.iter_lines()
        assert next(lines).startswith("retry: ")
        next(lines)
        yield lines


def test_a_second_web_at_a_living_ones_socket_refuses_and_takes_nothing(
    units: Units, front: Front
) -> None:
    command, variables = units.office.unit("townline-web@.service", "1")
    done = subprocess.run(  # noqa: S603 -- what the unit says
        command,
        env=units.office.environment() | variables,
        capture_output=True,
        text=True,
        check=False,
        **units.office.become,
    )
    assert done.returncode == 2
    assert "another process listens at" in done.stderr
    assert Path(variables["TOWNLINE_WEB_SOCKET"]).is_socket()
    assert _ask(front, 30) == [200] * 30


def test_commands_of_root_find_what_the_units_use(units: Units) -> None:
    done = units.office.command("doctor")
    assert "ok    jobs" in done.stdout or "ok    worker" in done.stdout, done.stdout
    units.office.check_untouched()
