"""A survey that two surveyors are on, served over real HTTP."""

import datetime as dt
import functools
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from tests.chromium import Server, _as_it_is, _join_request_threads
from townline.adapters.openrosa.tests.collect import MARKUP, Collect, close_clients, md5
from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.prevention.surveys.api import surveyor_add
from townline.prevention.surveys.models import FormVersion, Home, Surveyor

NOW = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)


@functools.cache
def xform(version: str) -> str:
    from pyxform.xls2xform import convert

    return str(convert(xlsform=MARKUP % version, file_type=".md").xform)


def form(version: str = "1", *, opened: dt.datetime | None = NOW - dt.timedelta(days=9)):
    written = xform(version)
    return FormVersion.objects.create(
        kind="semi-basement",
        form_id="semi-basement",
        version=version,
        title="반지하 조사",
        xlsform=b"",
        xform=written,
        hash=f"md5:{md5(written.encode())}",
        sha256=hashlib.sha256(written.encode()).hexdigest(),
        uploaded_at=NOW - dt.timedelta(days=10),
        opened_at=opened,
    )


@dataclass
class Field:
    """``at``: the server's address; ``homes`` by surveyor's name."""

    at: str
    now: dt.datetime = NOW
    tokens: dict[str, str] = field(default_factory=dict)
    homes: dict[str, list[Home]] = field(default_factory=dict)
    surveyors: dict[str, Surveyor] = field(default_factory=dict)

    def phone(self, name: str = "kim", device: str = "") -> Collect:
        return Collect(f"{self.at}/openrosa/{self.tokens[name]}", device or f"collect:{name}")

    def add(self, name: str, homes: int) -> None:
        who, token = surveyor_add(name=name, actor=audit.SERVER, now=NOW)
        self.surveyors[name], self.tokens[name] = who, token
        self.homes[name] = [
            Home.objects.create(
                kind="semi-basement",
                key=f"{name}{number}",
                address=f"한들로 {number}",
                place=f"한들로 {number}",
                unit="B01호",
                building=f"한들로 {number}",
                latitude=37.5,
                longitude=127.0 + number / 1000,
                surveyor=who,
                listed_at=NOW,
            )
            for number in range(1, homes + 1)
        ]


@pytest.fixture
def survey(district: object, monkeypatch: pytest.MonkeyPatch) -> Field:
    """Have the rows alone."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = Field("")
    made.add("kim", 3)
    made.add("lee", 2)
    form()
    return made


@pytest.fixture
def server(transactional_db: None) -> Iterator[str]:
    thread = Server("127.0.0.1", static_handler=_as_it_is)  # type: ignore[arg-type]  # called, not subclassed
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://127.0.0.1:{thread.port}"
    close_clients()
    thread.terminate()
    _join_request_threads()


@pytest.fixture
def field_work(server: str, survey: Field) -> Field:
    survey.at = server
    return survey


@pytest.fixture
def photo() -> Callable[[int], bytes]:
    """Give small pictures, each its own."""
    from PIL import Image

    @functools.cache
    def make_photo(number: int) -> bytes:
        file = io.BytesIO()
        Image.new("RGB", (64, 48), (number * 20 % 255, 90, 90)).save(file, "JPEG")
        return file.getvalue()

    return make_photo
