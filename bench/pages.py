"""Pages among 100,000 cases, through the real processes over HTTP."""

import gzip
import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench import history, office
from bench.scratch import Scratch
from bench.table import Figure, log_progress, quantile, rate

SECONDS, CLIENTS = 6.0, 4
_WARM = 20
_SETTLED = 15.0  # seconds; what a start still does (first jobs, the model) is no page's cost
INBOX = "/inbox/?view=open"
TODAY = "/"
API_LIST = "/api/v1/cases?limit=100"


@dataclass
class PageLoad:
    """What the clients saw of one page."""

    seconds: list[float]
    wall: float
    size: int

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.wall

    @property
    def middle(self) -> float:
        return 1000 * quantile(self.seconds, 0.5)


def measure(place: Scratch) -> list[Figure]:
    """Load the inbox and one case page, by several clients and by one."""
    history.make()
    cookie, one = _sign_in()
    paths = INBOX, one, API_LIST, f"/api/v1{one.rstrip('/')}"
    queries = [_queries(path) for path in paths]
    with office.running(place.home, demo=False, own_database=False) as house:
        time.sleep(_SETTLED)
        many = [_load(house.port, path, cookie, CLIENTS) for path in paths]
        few = [_load(house.port, path, cookie, 1) for path in paths]
        written = _load(house.port, INBOX, cookie, 1, before=_write)
        today = _load(house.port, TODAY, cookie, 1)
    inbox, case, api_list, api_case = many
    name = f"inbox page of 100 among {history.CASES:,} cases"
    return [
        *_pages(name, inbox, case, few, queries),
        Figure(name=f"{name}, one client, something written before each",
               value=f"{written.middle:.1f} ms"),
        Figure(name="today, one client", value=f"{today.middle:.1f} ms", aim="40 ms",
               ratio=today.middle / few[0].middle, to="inbox"),
        Figure(name="today, statements", value=f"{_queries(TODAY)}", aim="at most 15"),
        Figure(name=f"API list of 100, {CLIENTS} clients", value=rate(api_list.rate, "lists"),
               aim="60/s"),
        Figure(name="API list of 100, one client", value=f"{few[2].middle:.1f} ms", aim="12 ms"),
        Figure(name="API list of 100, statements", value=f"{queries[2]}"),
        Figure(name=f"one case by API, {CLIENTS} clients", value=rate(api_case.rate, "cases"),
               aim="250/s"),
        Figure(name="one case by API, one client", value=f"{few[3].middle:.1f} ms", aim="6 ms"),
        Figure(name="one case by API, statements", value=f"{queries[3]}", aim="at most 8"),
    ]  # fmt: skip


def _pages(
    name: str, inbox: PageLoad, case: PageLoad, few: list[PageLoad], queries: list[int]
) -> list[Figure]:
    alone, case_alone = few[:2]
    return [
        Figure(name=f"{name}, {CLIENTS} clients", value=rate(inbox.rate, "pages"), aim="60/s"),
        Figure(name=f"{name}, one client", value=f"{alone.middle:.1f} ms", aim="20 ms"),
        Figure(name=f"{name}, statements", value=f"{queries[0]}", aim="at most 15"),
        Figure(name=f"{name}, size", value=f"{inbox.size / 1024:.0f} kB, compressed"),
        Figure(name=f"one case page, {CLIENTS} clients", value=rate(case.rate, "pages"),
               ratio=case.rate / inbox.rate, to="inbox"),
        Figure(name="one case page, one client", value=f"{case_alone.middle:.1f} ms", aim="30 ms"),
        Figure(name="one case page, statements", value=f"{queries[1]}", aim="at most 15"),
    ]  # fmt: skip


def _sign_in() -> tuple[str, str]:
    """Give a clerk's session cookie, and the address of a case."""
    from django.conf import settings
    from django.test import Client

    from tests.site import prove
    from townline.casework.cases.models import Case
    from townline.platform.core import clock
    from townline.platform.departments import api as departments

    clerk = departments.staff_by_username("bench") or departments.staff_add(
        username="bench", role="clerk", password=None, now=clock.now()
    )
    client = Client()
    client.force_login(clerk)
    prove(client, clock.now())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    case = Case.objects.order_by("id")[history.CASES // 2]
    _CLIENT.append(client)
    return f"{settings.SESSION_COOKIE_NAME}={session}", f"/cases/{case.code}/"


_CLIENT: list[object] = []


def _queries(path: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = _CLIENT[0]
    assert isinstance(client, Client)
    counted = []
    for _ in range(3):  # the least: what each process reads once in half a minute is not counted
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(path)
        assert answer.status_code == http.client.OK, answer.status_code
        counted.append(len(seen))
    return min(counted)


def _write() -> None:
    """Write a row of no page, so that what is kept while nothing was written is asked anew."""
    from townline.platform.core import clock
    from townline.platform.core.history import marks

    marks.mark_put("bench", at=clock.now())


def _load(
    port: int, path: str, cookie: str, clients: int, before: Callable[[], None] = lambda: None
) -> PageLoad:
    log_progress(f"{path} by {clients}")
    for _ in range(_WARM):
        _get(_connect(port), path, cookie)
    seen = PageLoad([], 0.0, _get(_connect(port), path, cookie))
    begun = time.perf_counter()
    look = partial(_get, path=path, cookie=cookie)
    thread_args = port, look, before, begun + SECONDS, seen.seconds
    threads = [threading.Thread(target=_ask, args=thread_args) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen.wall = time.perf_counter() - begun
    return seen


def _ask(
    port: int,
    look: Callable[[http.client.HTTPConnection], object],
    before: Callable[[], None],
    until: float,
    seconds: list[float],
) -> None:
    connection = _connect(port)
    while time.perf_counter() < until:
        before()
        begun = time.perf_counter()
        look(connection)
        seconds.append(time.perf_counter() - begun)


def _connect(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port)


def _get(connection: http.client.HTTPConnection, path: str, cookie: str) -> int:
    """Ask as a browser does; give the compressed size."""
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == http.client.OK, answer.status
    whole = gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body
    assert whole.rstrip().endswith((b"</html>", b"}")), path
    return len(body)
