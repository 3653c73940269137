"""All checks in groups and in order: what ``townline doctor`` prints and a page shows.

Checks that need Django are imported late: the machine is looked at before it has started.
"""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from townline.config.checks.calling import CALLING
from townline.config.checks.serving import configuration, serving
from townline.platform.core.checks.machine import MACHINE, PHOTOS
from townline.platform.core.findings import Both, Finding, bad


@dataclass(frozen=True)
class CheckGroup:
    """Checks that belong together. ``slow``: they write to the disk or ask the network."""

    key: str
    title: Both
    look: Callable[[], Iterator[Finding]]
    slow: bool = False


def of_machine(home: Path) -> list[CheckGroup]:
    """Give what is looked at without a database."""
    return [
        _group("machine", Both("This server", "이 서버"), (*MACHINE, configuration, serving), home),
        _group("photos", Both("Photos", "사진"), PHOTOS, home, slow=True),
        _group("calls", Both("Calls", "통화"), CALLING, home),
    ]


def of_town(now: dt.datetime) -> list[CheckGroup]:
    """Give what needs Django and the database."""
    from townline.casework.classification.checks import READING  # noqa: PLC0415 -- the same
    from townline.config.checks.backups import BACKUP_CHECKS  # noqa: PLC0415 -- the same
    from townline.config.checks.tickets import TICKETS  # noqa: PLC0415 -- the same
    from townline.config.checks.work import WORK  # noqa: PLC0415 -- the same
    from townline.platform.core.checks.certificates import CERTIFICATES  # noqa: PLC0415 -- needs Django
    from townline.platform.core.checks.queued import QUEUED  # noqa: PLC0415 -- the same
    from townline.platform.core.checks.retention import RETENTION  # noqa: PLC0415 -- the same
    from townline.platform.departments.checks import OFFICE  # noqa: PLC0415 -- the same
    from townline.platform.processes.checks.database import DATABASE  # noqa: PLC0415 -- the same
    from townline.platform.processes.checks.keys import KEYS  # noqa: PLC0415 -- the same
    from townline.platform.processes.checks.memory import MEMORY  # noqa: PLC0415 -- the same
    from townline.prevention.works.progress.checks import SUMS  # noqa: PLC0415 -- the same

    return [
        _group("database", Both("Database", "데이터베이스"), DATABASE, now),
        _group("keys", Both("Encryption keys", "암호화 키"), KEYS, now),
        _group("work", Both("Texts and cases", "문자와 민원"), (*WORK, *READING), now),
        _group("queues", Both("Waiting work", "대기 중인 작업"), (*QUEUED, *TICKETS, *MEMORY), now),
        _group("keeping", Both("Backup and retention", "백업과 보존"), (*BACKUP_CHECKS, *RETENTION), now),
        _group("office", Both("Duty and versions", "당직과 버전"), OFFICE, now),
        _group("works", Both("Sums of works", "공사 합계"), SUMS, now, slow=True),
        _group("certificates", Both("Certificates", "인증서"), CERTIFICATES, now, slow=True),
    ]


def _group[T](
    key: str,
    title: Both,
    checks: Iterable[Callable[[T], Iterator[Finding]]],
    about: T,
    *,
    slow: bool = False,
) -> CheckGroup:
    return CheckGroup(key, title, lambda: run_checks(checks, about), slow)


def run_checks[T](checks: Iterable[Callable[[T], Iterator[Finding]]], about: T) -> Iterator[Finding]:
    """Run each check; one that fails is a finding itself, and the others go on."""
    for check in checks:
        try:
            yield from check(about)
        except Exception as error:  # noqa: BLE001 -- a doctor does not fall ill itself
            reason = str(error).split("\n", 1)[0]
            advice = Both("see the findings above; if they are all well, report this", "위 결과를 먼저 보세요. 모두 정상이면 개발자에게 알려 주세요")
            words = Both(f"cannot be checked: {reason}", f"점검할 수 없습니다: {reason}")
            yield bad(check.__name__, words, advice)
