"""The start page of settings: an index by registration, and what the doctor finds."""

import datetime as dt
import re
import socket
import ssl
import threading
from dataclasses import replace
from html import unescape

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from townline.adapters.webhooks import endpoints
from townline.adapters.webhooks.models import Delivery
from townline.config import wiring
from townline.config.checks import everything
from townline.config.subjects import PLACES
from townline.platform.backup.recording import DONE
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.core.checks import certificates, queued
from townline.platform.core.findings import Both, Level
from townline.platform.core.history import marks
from townline.platform.core.models import Holiday
from townline.platform.departments import api as departments, checks as office
from townline.platform.processes.checks import keys
from townline.platform.web.registry import REGISTRY, SettingsItem

pytestmark = pytest.mark.django_db


def _page(visit, username, path="/settings/", language="ko"):
    return unescape(visit(username, language).get(path).content.decode())


def _links(body):
    index = body[body.index("data-settings") : body.index("</nav>", body.index("data-settings"))]
    return re.findall(r'<li data-words=.*?<a href="([^"]+)"', index)


@pytest.mark.parametrize(
    "username", ["admin", "clerk1", "mayor", "roads.head", "roads.officer", "auditor"]
)
def test_each_page_of_the_index_opens_for_who_sees_it(visit, username):
    found = _links(_page(visit, username))
    assert found
    assert {path: visit(username).get(path).status_code for path in found} == dict.fromkeys(
        found, 200
    )


def test_a_page_is_added_by_registration_alone(visit, monkeypatch):
    new = SettingsItem("/settings/new/", lambda: "새 설정", lambda: "줄", lambda: "새 묶음")
    more = replace(REGISTRY.value, settings=[*wiring.SETTINGS, new])
    monkeypatch.setattr(REGISTRY, "_values", [more])
    for path in ("/settings/", "/settings/calendar/"):
        assert _links(_page(visit, "admin", path))[-1] == "/settings/new/"


def test_entries_of_the_index_say_their_state(visit, world):
    number = departments.count_without_second_factor()
    assert number > 0
    body = _page(visit, "admin")
    assert f"2단계 인증 없는 사용자 {number}명" in body
    assert "연결 없음" in body
    conversations.link_report(transport="smpp-1", state="bound", detail="", now=world.now)
    conversations.link_report(transport="smpp-2", state="lost", detail="", now=world.now)
    assert "연결 2개 중 1개 연결됨" in _page(visit, "admin")
    # Beside another page of settings the index asks nothing of it.
    assert "개 연결됨" not in _page(visit, "admin", "/settings/calendar/")


def test_the_index_says_what_is_missing(visit, world):
    Holiday.objects.filter(date__year=world.now.year + 1).delete()
    head = departments.staff_by_username("roads.head")
    head.is_active = False
    head.save()
    body = _page(visit, "admin")
    number = departments.count_without_head()
    assert number > 0
    assert f"과장이 없는 부서 {number}곳" in body
    assert f"{world.now.year + 1}년 공휴일 없음" in body
    assert "보내지 못한 알림" not in body
    head.is_active = True
    head.save()
    Holiday.objects.create(date=dt.date(world.now.year + 1, 1, 1), name_ko="설", name_en="New Year")
    body = _page(visit, "admin")
    assert "공휴일 없음" not in body
    assert departments.count_without_head() == number - 1


def test_the_index_says_what_no_receiver_took(visit, world):
    row, _ = endpoints.endpoint_add(
        world.by("admin"),
        name="board",
        url="https://example.org/hook",
        events=["case.opened"],
        scopes=[],
    )
    endpoints.endpoint_test(world.by("admin"), endpoint_id=row.pk)
    Delivery.objects.update(state="dead")
    assert "보내지 못한 알림 1건" in _page(visit, "admin")


def test_the_index_says_how_categories_words_and_the_backup_are(visit, world, monkeypatch):
    for name in ("TO", "KEY_FILE"):
        monkeypatch.setenv(f"TOWNLINE_BACKUP_{name}", "/somewhere")
    marks.mark_put(DONE, at=world.now - dt.timedelta(hours=20), verified=True)
    body = _page(visit, "admin")
    assert "20시간 전 백업" in body
    assert re.search(r"(키워드 없는 )?분야 \d+개", body)
    assert re.search(r"구에서 정한 키워드 \d+종", body)


def test_states_cost_the_same_whatever_there_is(world, django_assert_num_queries):
    states = [item.state for item in REGISTRY.value.settings]
    for number in range(4):
        conversations.link_report(
            transport=f"smpp-{number}", state="bound", detail="", now=world.now
        )
    with django_assert_num_queries(9):
        assert [words for state in states if (words := state())]


@pytest.mark.parametrize(("language", "word"), [("ko", "정상"), ("en", "OK")])
def test_the_page_says_what_the_doctor_says(visit, world, language, word):
    quick, slow = (
        _page(visit, "admin", path, language) for path in ("/settings/", "/settings/checks/")
    )
    groups = [*everything.of_machine(settings.TOWNLINE_HOME), *everything.of_town(world.now)]
    for group in groups:
        body = slow if group.slow else quick
        for finding in group.look():
            words = finding.words if language == "en" else getattr(finding.words, "korean", "?")
            steady = re.split(r"[\d.]+", str(words))[0]
            assert steady in body, (group.key, words)
            # What is not well stands there with its advice.
            advice = finding.advice if language == "en" else getattr(finding.advice, "korean", "")
            marked = re.sub("`([^`]+)`", r"<code>\1</code>", str(advice))
            assert finding.level is Level.OK or marked in body
        assert "`" not in body
    assert word in quick


def test_only_who_manages_sees_how_the_server_is(visit):
    assert "점검 결과" in _page(visit, "admin")
    assert "점검 결과" not in _page(visit, "clerk1")
    assert visit("clerk1").get("/settings/checks/").status_code == 403


def test_each_page_that_it_leads_to_opens(visit, world):
    client = visit("admin")
    assert {where: client.get(where).status_code for where in PLACES.values()} == dict.fromkeys(
        PLACES.values(), 200
    )


def test_nothing_secret_is_on_it(visit, world):
    secrets = re.findall(r'"([A-Za-z0-9+/=_-]{40,})"', settings.TOWNLINE_KEYS_FILE.read_text())
    body = _page(visit, "admin") + _page(visit, "admin", "/settings/checks/")
    assert secrets
    assert [secret for secret in secrets if secret in body] == []
    assert str(settings.DATABASES["default"]["PASSWORD"] or "no password") not in body


def _make_certificate(ends: dt.datetime) -> tuple[bytes, bytes]:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, ends - dt.timedelta(90), ends)
    form = serialization.PrivateFormat.PKCS8
    return (
        made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM),
        key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()),
    )


@pytest.mark.parametrize(("days", "level"), [(-1, Level.BAD), (5, Level.WARN), (60, Level.OK)])
def test_the_end_of_the_certificate_is_what_browsers_get(tmp_path, settings, days, level):
    now = clock.now()
    for name, data in zip(
        ("c.pem", "k.pem"), _make_certificate(now + dt.timedelta(days)), strict=True
    ):
        (tmp_path / name).write_bytes(data)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c.pem", tmp_path / "k.pem")
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.TOWNLINE_PUBLIC_URL = f"https://127.0.0.1:{server.getsockname()[1]}"
        peer = threading.Thread(target=lambda: _greet(server, context))
        peer.start()
        (found,) = certificates.check_https(now)
        peer.join()
    assert found.level is level


def _greet(server, context):
    line, _ = server.accept()
    context.wrap_socket(line, server_side=True).close()


def test_an_address_that_nobody_answers_is_told_and_none_is_well(settings):
    settings.TOWNLINE_PUBLIC_URL = "https://127.0.0.1:1"
    assert [each.level for each in certificates.check_https(clock.now())] == [Level.WARN]
    settings.TOWNLINE_PUBLIC_URL = "http://127.0.0.1"
    assert [each.level for each in certificates.check_https(clock.now())] == [Level.OK]


def test_who_is_on_duty_is_told_and_nobody_too(world):
    assert [each.level for each in office.duty(world.now)] == [Level.WARN]
    clerk = departments.staff_by_username("clerk1")
    admin = departments.staff_by_username("admin")
    departments.shift_add(
        staff_id=clerk.id,
        day=world.now.astimezone().date(),
        kind=departments.ShiftKind.NIGHT,
        by=admin.id,
        actor=departments.viewer_of(admin).actor,
        now=world.now,
    )
    (found,) = office.duty(world.now)
    assert isinstance(found.words, Both)
    assert (found.level, clerk.name_ko in found.words.korean) == (Level.OK, True)


def test_ages_and_depths_are_told(world):
    assert [each.subject for each in queued.jobs(world.now)] == ["jobs"]
    assert [each.subject for each in queued.notices(world.now)] == ["pushes"]
    assert "ago" in next(keys.age(clock.now())).words
    assert "Townline 1" in next(office.versions(world.now)).words
