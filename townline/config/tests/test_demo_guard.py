import datetime as dt

import pytest
from django.db import OperationalError
from django.test import Client

from townline import demo
from townline.casework.cases.api import WrongState
from townline.config import loading, prepare
from townline.demo import parts
from townline.platform.core.commands import CannotStart
from townline.platform.core.history import audit
from townline.platform.core.models import District
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 12, 2, 5, 3, tzinfo=dt.UTC)
HALF, HALF_TAG = "demo:half", "demo:history:build"


def test_a_database_that_serves_an_office_is_never_opened_as_a_demo(district):
    people = departments.staff_ids(roles=list(departments.Role))
    with pytest.raises(CannotStart, match="--no-demo"):
        prepare.demo()
    assert departments.staff_ids(roles=list(departments.Role)) == people


def _record_half(at: dt.datetime) -> None:
    audit.record(audit.AuditEntry(subject=HALF, event=HALF_TAG, actor=audit.SYSTEM, at=at))


@pytest.fixture
def empty(db, monkeypatch):
    """Have a database without a district, whose loading is that of the tests' own."""
    monkeypatch.setattr(District.objects, "exists", lambda: False)
    monkeypatch.setattr(loading, "load", lambda *_arguments, **_more: None)


@pytest.mark.usefixtures("district", "empty", "built_files")
def test_a_demo_that_cannot_be_written_starts_empty_and_says_so(monkeypatch, settings, caplog):
    def raise_wrong_state(now, **_):
        _record_half(now)
        raise WrongState("send_back is not possible", state="drafted")

    settings.TOWNLINE_DEMO = True
    monkeypatch.setattr(demo, "build", raise_wrong_state)
    prepare.demo()
    (error,) = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    for words in ("demo's cases", "WrongState", "without cases", "another --home"):
        assert words in error
    assert demo.is_built()
    assert not audit.history(HALF).exists()
    page = Client().get("/sign-in/", headers={"accept-language": "en"}).content.decode()
    assert "this demo has started without any" in page
    prepare.demo()  # the next start goes on with it


@pytest.mark.usefixtures("district", "built_files")
def test_the_sign_in_page_of_a_whole_demo_says_nothing_of_that(settings):
    settings.TOWNLINE_DEMO = True
    page = Client().get("/sign-in/", headers={"accept-language": "en"}).content.decode()
    assert "sample cases could not be made" not in page


@pytest.mark.usefixtures("district")
def test_a_part_that_fails_leaves_nothing_and_is_named(monkeypatch, caplog):
    def half(setting):
        _record_half(setting.now)
        raise LookupError("the demo's district has no clerk1")

    monkeypatch.setattr(parts, "PARTS", {"visits": half, "rain": lambda _: None})
    setting = parts.Setting(NOW, demo.FOLDER, 7, [], demo.TRANSPORT)
    assert parts.write_parts(setting) == ["visits"]
    (warning,) = [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]
    assert "without its visits: LookupError" in warning
    assert not audit.history(HALF).exists()


@pytest.mark.usefixtures("district")
def test_a_database_that_is_away_is_no_fault_of_a_part(monkeypatch):
    def raise_disconnected(_):
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(parts, "PARTS", {"visits": raise_disconnected})
    with pytest.raises(OperationalError):
        parts.write_parts(parts.Setting(NOW, demo.FOLDER, 7, [], demo.TRANSPORT))
