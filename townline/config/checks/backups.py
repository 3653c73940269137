"""What keeps the office safe for tomorrow: backups, and a line that is heard."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Iterator

from townline.adapters.mail.queued import server
from townline.platform.backup.recording import DONE, FAILED
from townline.platform.backup.watching import TOO_OLD
from townline.platform.conversations.api import SILENCE_MARK
from townline.platform.core.findings import Both, Finding, bad, ok, run, span, warn
from townline.platform.core.history import marks
from townline.platform.core.outgoing import emails


def backups(now: dt.datetime) -> Iterator[Finding]:
    """Look when the last backup was made, and whether it was tried."""
    known = marks.marks()
    done = known.get(DONE)
    if done is None:
        words = Both("no backup yet", "백업한 적이 없습니다")
        advice = Both("set a folder and a key for backups, then run townline backup", "백업 폴더와 백업 키를 설정한 뒤 townline backup 실행")
        yield warn("backup", words, advice)
        return
    yield _grade_backup(now - done.at, failed=FAILED in known, tried=bool(done.data.get("verified")))


def _grade_backup(age: dt.timedelta, *, failed: bool, tried: bool) -> Finding:
    old = span(age.total_seconds())
    words, korean = f"the last is {old} old", f"마지막 백업 {old.korean} 전"
    if age > TOO_OLD:
        advice = Both("see: systemctl status townline-backup; run: townline backup", "systemctl status townline-backup 확인 후 townline backup 실행")
        return bad("backup", Both(words, korean), advice)
    if failed:
        advice = Both("run townline backup, read what it says", "townline backup을 실행해 보세요")
        return warn("backup", Both(f"{words}; one failed since", f"{korean}, 그 뒤 실패"), advice)
    if not tried:
        advice = run("townline backup verify FILE")
        return warn("backup", Both(f"{words}, and was not tried", f"{korean}, 복구 시험 안 함"), advice)
    return ok("backup", Both(f"{words}, and was restored to try it", f"{korean}, 복구 시험 성공"))


def silence(now: dt.datetime) -> Iterator[Finding]:
    """Look whether the line is quiet for longer than it usually is."""
    mark = marks.mark_get(SILENCE_MARK)
    if mark is None:
        words = "incoming traffic is normal"
        yield ok("silence", Both(words, "평소보다 오래 조용하지 않습니다"))
        return
    quiet = (now - dt.datetime.fromisoformat(mark.data["since"])).total_seconds()
    advice = Both("send it a text from a phone; if none arrives, ask the network's operator", "전화기로 문자를 보내 보세요. 오지 않으면 통신사에 문의해 주세요")
    long = span(quiet)
    words = Both(f"no text has come in for {long}", f"{long.korean} 동안 받은 문자가 없습니다")
    yield bad("silence", words, advice)


def mail(_now: dt.datetime) -> Iterator[Finding]:
    """Look for letters to the office's people that could not leave."""
    found = emails.emails_waiting()
    if found.queued and server() is None:
        words = Both(f"{found.queued} letters wait, and no mail server is set", f"이메일 서버가 없어 {found.queued}통이 대기 중입니다")
        advice = Both("set TOWNLINE_SMTP_URL and TOWNLINE_ALERT_FROM", "TOWNLINE_SMTP_URL과 TOWNLINE_ALERT_FROM을 설정해 주세요")
        yield warn("letters", words, advice)
    elif found.unknown:
        words = Both(f"of {found.unknown} nobody knows whether they left; they are not sent twice", f"발송 여부를 모르는 이메일 {found.unknown}통. 다시 보내지 않습니다")
        advice = Both("look for `letter` in the log of the mail server, and decide on /links/", "이메일 서버 기록에서 `letter`를 찾아보고 통신 연결 화면에서 처리해 주세요")
        yield warn("letters", words, advice)
    elif found.failed:
        words = Both(f"{found.failed} of the last month could not be sent", f"지난 한 달 발송 실패 {found.failed}통")
        advice = Both("see `letter` in the log lines of `worker` for the reasons", "사유는 `worker` 기록의 `letter` 줄에 있습니다")
        yield warn("letters", words, advice)
    else:
        yield ok("letters", Both(f"{found.queued} wait", f"대기 {found.queued}통"))


BACKUP_CHECKS = (backups, silence, mail)
