"""The database: durability, tables, clock, room."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Iterator

from django.db import connection

from townline.platform.core.findings import Both, Finding, Level, bad, grade_figure, ok, span, warn
from townline.platform.processes import preparing

# More than this between two clocks shifts deadlines visibly.
CLOCK_SECONDS = 5
VERSIONS = (17, 18)


def _one(query: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[object, ...] = cursor.fetchone()
        return row


def version(_now: dt.datetime) -> Iterator[Finding]:
    """Look which server it is."""
    (text,) = _one("SHOW server_version")
    major = int(str(text).split(".")[0])
    if major in VERSIONS:
        yield ok("database", Both(f"PostgreSQL {text} answers", f"PostgreSQL {text} 응답함"))
    else:
        yield warn("database", f"PostgreSQL {text}", Both("17 and 18 are tested; plan to move", "17·18에서 시험했습니다. 이전을 준비해 주세요"))


def durability(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether an acknowledged text is really on the disk."""
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        (value,) = _one(f"SHOW {setting}")
        if value == "off":
            advice = Both("switch it on in postgresql.conf: a power cut loses acknowledged texts", "postgresql.conf에서 켜 주세요. 정전되면 받은 문자를 잃습니다")
            yield bad("durability", Both(f"{setting} is off", f"{setting} 꺼짐"), advice)
            return
    words = "acknowledged texts are stored safely (fsync, synchronous_commit)"
    yield ok("durability", Both(words, "받은 문자는 디스크에 있습니다(fsync, synchronous_commit)"))


def tables(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether all migrations have been applied."""
    missing = preparing.missing_migrations()
    if missing:
        count = len(missing)
        words = Both(f"{count} migrations are missing", f"적용하지 않은 변경 {count}개")
        yield bad("tables", words, Both("run: townline migrate", "실행: townline migrate"))
    else:
        yield ok("tables", Both("up to date", "최신"))


def clock(now: dt.datetime) -> Iterator[Finding]:
    """Look whether the clocks agree, and whether the history lies in the past."""
    their, newest = _one("SELECT now(), (SELECT max(at) FROM core_transition)")
    assert isinstance(their, dt.datetime)  # noqa: S101 -- PostgreSQL's now()
    apart = abs((their - now).total_seconds())
    advice = Both("set the clocks by NTP: deadlines are counted on them", "NTP로 시계를 맞춰 주세요. 기한을 이 시계로 셉니다")
    if apart > CLOCK_SECONDS:
        far = span(apart)
        words = Both(f"this machine and the database are {far} apart", f"이 서버와 데이터베이스의 시각이 {far.korean} 다릅니다")
        yield bad("clock", words, advice)
    elif isinstance(newest, dt.datetime) and newest > now + dt.timedelta(minutes=1):
        ahead = span((newest - now).total_seconds())
        words = Both(f"the newest entry of the history lies {ahead} ahead of now", f"가장 최근 처리 이력이 지금보다 {ahead.korean} 뒤입니다")
        yield bad("clock", words, advice)
    else:
        here = f"{now.astimezone():%Y-%m-%d %H:%M:%S %Z}"
        yield ok("clock", Both(f"{here}; the database agrees", f"{here}, 데이터베이스와 같음"))


def connections(_now: dt.datetime) -> Iterator[Finding]:
    """Look how many connections are taken, and whether one holds a transaction open."""
    used, limit, oldest = _one(
        "SELECT count(*), current_setting('max_connections')::int,"
        " max(extract(epoch FROM now() - xact_start)) FILTER (WHERE state <> 'idle')"
        " FROM pg_stat_activity WHERE backend_type = 'client backend'"
    )
    share = int(str(used)) / int(str(limit))
    level = grade_figure(share, warn_at=0.7, bad_at=0.95)
    more = Both("raise max_connections, or run fewer processes", "max_connections를 늘리거나 프로세스를 줄여 주세요")
    words = Both(f"{used} of {limit} taken", f"{limit}개 중 {used}개 사용")
    yield Finding(level, "connections", words, "" if level is Level.OK else more)
    held = float(str(oldest or 0))
    if held > 60:  # noqa: PLR2004 -- seconds; ours last milliseconds
        advice = Both("see pg_stat_activity; end it with pg_terminate_backend(pid)", "pg_stat_activity에서 찾아 pg_terminate_backend(pid)로 끝내 주세요")
        long = span(held)
        words = Both(f"a transaction has been open for {long}", f"트랜잭션 하나가 {long.korean}째 열려 있음")
        yield warn("connections", words, advice)


DATABASE = (version, durability, tables, clock, connections)
