"""The town's work: links, texts waiting, jobs, promises."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Iterator

from townline.adapters.sms_http.checks import providers_file
from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.findings import (
    Both,
    Finding,
    Level,
    bad,
    grade_figure,
    is_running,
    ok,
    run,
    span,
    warn,
)
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act
from townline.platform.processes import liveness

MINUTE = 60


def links(now: dt.datetime) -> Iterator[Finding]:
    """Look whether every link is bound and has spoken lately."""
    found = conversations.links()
    if not found:
        advice = Both("set TOWNLINE_SMPP_URL to the address the network operator gave you", "통신사가 준 주소를 TOWNLINE_SMPP_URL에 설정해 주세요")
        words = Both("no link has ever been up", "연결된 적이 없습니다")
        yield warn("links", words, advice)
    for link in found:
        yield _link(link, now)
        if not link.serving:
            words = Both(f"{link.transport} deprioritised: {link.reason}", f"{link.transport} 후순위 전환: {link.reason}")
            advice = Both("others send meanwhile; it comes back after five minutes of being well", "그동안 다른 연결이 보냅니다. 5분 동안 정상이면 돌아옵니다")
            yield warn("links", words, advice)


def _link(link: conversations.LinkView, now: dt.datetime) -> Finding:
    name, silent = link.transport, (now - link.seen_at).total_seconds()
    if link.state != "bound":
        advice = Both("is the process `texts` (`texts-http`) at work? Then ask the operator", "`texts`(`texts-http`) 프로세스를 확인하고, 실행 중이면 통신사에 문의해 주세요")
        return bad("links", _down(link, span((now - link.since).total_seconds())), advice)
    if silent > liveness.LINK_SILENT_S:
        long = span(silent)
        words = Both(f"{name}: nothing heard for {long}", f"{name}: {long.korean} 동안 신호 없음")
        return bad("links", words, is_running("texts"))
    return ok("links", Both(f"{name}: bound", f"{name}: 연결됨"))


def _down(link: conversations.LinkView, long: Both) -> Both:
    name, state = link.transport, link.state
    return Both(f"{name}: {state} for {long} {link.detail}".rstrip(), f"{name}: {long.korean}째 {state} {link.detail}".rstrip())


def keys(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether the keys are those of this database."""
    if conversations.numbers_open():
        words = "they decrypt the phone numbers in this database"
        yield ok("keys", Both(words, "이 데이터베이스의 전화번호를 복호화할 수 있습니다"))
    else:
        advice = Both("put back the keys file that belongs to this database", "이 데이터베이스의 키 파일을 되돌려 놓아 주세요")
        words = "they do not decrypt the phone numbers in this database"
        yield bad("keys", Both(words, "이 데이터베이스의 전화번호를 열지 못합니다"), advice)


def texts(now: dt.datetime) -> Iterator[Finding]:
    """Look for texts that wait too long, failed, or whose fate is unknown."""
    health = conversations.health(now)
    slow = Both("is a link bound, and not too slow?", "연결이 되어 있는지, 느리지 않은지 확인해 주세요")
    yield _waiting("texts in", health.waiting, health.waiting_oldest_s, is_running("worker"))
    yield _waiting("texts out", health.queued, health.queued_oldest_s, slow)
    if health.failed:
        advice = Both("open them in the inbox: they are kept, and can be tried again", "/links/에서 다시 처리할 수 있습니다. 문자는 보관되어 있습니다")
        words = Both(f"{health.failed} could not be sorted", f"미처리 수신 문자 {health.failed}건")
        yield bad("texts in", words, advice)
    if health.ahead:
        advice = Both("the clock was set back; those that were to leave at once leave within a minute, cancel or schedule anew the others on their cases", "시계가 뒤로 조정되었습니다. 바로 나갈 문자는 1분 안에 나갑니다. 예약한 문자는 민원에서 취소하거나 다시 예약해 주세요")
        words = Both(f"{health.ahead} queued in the future", f"미래 시각으로 대기 중인 문자 {health.ahead}건")
        yield warn("texts out", words, advice)
    if health.unknown:
        advice = Both("ask the operator what became of them, then settle each one by hand", "통신사에 결과를 확인한 뒤 하나씩 처리해 주세요")
        words = Both(f"{health.unknown} with unknown outcome", f"발송 미확인 {health.unknown}건")
        yield warn("texts out", words, advice)


def _waiting(subject: str, count: int, oldest: float | None, advice: str) -> Finding:
    if not count or oldest is None:
        return ok(subject, Both("none waiting", "대기 없음"))
    level = grade_figure(oldest, warn_at=MINUTE, bad_at=10 * MINUTE)
    age = span(oldest)
    words = Both(f"{count} wait, the oldest for {age}", f"대기 {count}건, 가장 오래된 것 {age.korean}")
    return Finding(level, subject, words, "" if level is Level.OK else advice)


def worker(now: dt.datetime) -> Iterator[Finding]:
    """Look whether jobs run and what waits is taken, and for jobs that failed for good."""
    found = liveness.judge(now)
    for each in found.stuck:
        advice = Both(f"is the process `{each.process}` there? townline run starts one that hangs anew by itself within two minutes; a unit of its own: systemctl restart", f"`{each.process}` 프로세스를 확인해 주세요. townline run은 멈춘 것을 2분 안에 다시 시작합니다. 따로 실행한 것은 systemctl restart")
        yield bad(each.process, each.words, advice)
    if not any(each.process == "worker" for each in found.stuck):
        ago = span(found.jobs_silent_s or 0)
        yield ok("worker", Both(f"ran a job {ago} ago", f"{ago.korean} 전 작업 실행"))


def promises(now: dt.datetime) -> Iterator[Finding]:
    """Look for cases whose promised time has passed, and for dangers that are open."""
    everybody = departments.Viewer(
        staff_id=0,
        role=departments.Role.AUDITOR,
        powers=frozenset(),
        departments=None,
        department=None,
        language="en",
        actor=audit.SYSTEM,
    )
    found = cases.counts(Act(everybody, now))
    count = found["open"]
    if found["overdue"]:
        advice = Both("open the inbox, view `overdue`; each shows whose turn it is", "받은 문자의 기한 경과 보기에서 차례를 확인해 주세요")
        late = found["overdue"]
        words = Both(f"{late} of {count} open cases overdue", f"처리 중 {count}건 중 기한 경과 {late}건")
        yield warn("promises", words, advice)
    else:
        words = Both(f"none of {count} open cases is late", f"처리 중 {count}건, 기한 경과 없음")
        yield ok("promises", words)
    yield from _danger(found["danger"], alarms.alarms_unseen(now=now))


def _danger(count: int, unseen: int) -> Iterator[Finding]:
    if unseen:
        words = Both(f"{unseen} not acknowledged in time", f"제때 확인하지 않은 경보 {unseen}건")
        advice = Both("call the duty room; see /alarms/", "당직실에 전화하고 /alarms/를 보세요")
        yield warn("alarms", words, advice)
    if count:
        advice = Both("see the top of the inbox", "받은 문자 맨 위에 있습니다")
        yield warn("danger", Both(f"{count} open", f"처리 중 {count}건"), advice)


def check_district(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether a district is loaded."""
    try:
        yield ok("district", Both(district.current().name_en, district.current().name_ko))
    except district.DistrictMissing:
        words = Both("none is loaded", "자치구 설정이 없습니다")
        yield bad("district", words, run("townline district load FOLDER"))


WORK = (check_district, keys, links, providers_file, texts, worker, promises)
