"""``townline numbers``: issue, list, suspend, resume, rotate, end and import safe numbers."""

import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from townline.platform.core.commands import Add, CannotStart, ready, write_line

if TYPE_CHECKING:
    from townline.lines.safenumbers.api import LeaseView

_CHANGES = {
    "suspend": "suspend a safe number",
    "resume": "resume a safe number",
    "rotate": "replace a safe number; prints the new one",
    "end": "cancel a safe number",
}


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    numbers = add(
        "numbers",
        "numbers issue|list|suspend|resume|rotate|end|import: safe numbers",
        numbers_command,
    )
    actions = numbers.add_subparsers(required=True, metavar="ACTION", dest="action")
    issue = actions.add_parser("issue", help="issue a safe number and print it")
    issue.add_argument(
        "--phone", required=True, action="append", help="repeat it in the call order"
    )
    issue.add_argument("--plate", required=True, help="the car's number, like 12가3456")
    issue.add_argument("--for", dest="audience", default="resident", help="resident visitor fleet")
    issue.add_argument("--language", default="ko", choices=["ko", "en"])
    issue.add_argument("--fallback", default="", help="a company's common number, called last")
    listed = actions.add_parser("list", help="list all safe numbers in use, owners masked")
    listed.add_argument("--json", action="store_true", help="as JSON, one list")
    for name, words in _CHANGES.items():
        change = actions.add_parser(name, help=words)
        change.add_argument("number", help="the safe number, like 0504-0000-1234")
        change.add_argument("--reason", default="", help="recorded in the history")
    bulk = actions.add_parser(
        "import", help="issue safe numbers from a CSV or XLSX file, all or nothing"
    )
    bulk.add_argument("file", type=Path)
    bulk.add_argument("--dry-run", action="store_true", help="only check every line")


def numbers_command(options: Namespace) -> int:
    """Do one of them; refusals go to stderr, with exit code 2."""
    with ready(options):
        from townline.lines.safenumbers import api  # noqa: PLC0415 -- needs Django

        try:
            return _ACTIONS.get(options.action, _change)(options)
        except api.BulkInvalid as error:
            lines = "\n".join(f"line {line}: {words}" for line, words, _ in error.problems)
            raise CannotStart(f"nothing was issued:\n{lines}") from error
        except (api.SafeNumberError, api.NotSafeNumber) as error:
            raise CannotStart(str(error)) from error


def _issue(options: Namespace) -> int:
    from townline.lines.safenumbers import api  # noqa: PLC0415 -- the same
    from townline.platform.core import clock  # noqa: PLC0415 -- the same
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- needs Django

    if options.audience not in list(api.Audience):
        raise CannotStart(f"--for is one of {', '.join(api.Audience)}")
    lease_request = api.LeaseRequest(
        plate=options.plate,
        phones=options.phone,
        audience=api.Audience(options.audience),
        language=options.language,
        consent=api.numbers_settings().consent.version,
        fallback=options.fallback,
    )
    lease = api.lease_issue(by=SERVER, wish=lease_request, via=api.Via.COMMAND, now=clock.now())
    if not lease.number:
        raise CannotStart("no number is free; the car is on the waiting list")
    write_line(api.number_shown(lease.number))
    return 0


def _list(options: Namespace) -> int:
    from townline.lines.safenumbers import api  # noqa: PLC0415 -- needs Django

    rows = [
        {
            "number": api.number_shown(row.number) if row.number else None,
            "state": str(row.state),
            "car": row.plate_masked,
            "owner": row.owner,
            "for": row.audience,
            "expires_at": row.expires_at.isoformat() if row.expires_at else None,
            "id": str(row.id),
        }
        for row in api.leases_held()
    ]
    if options.json:
        write_line(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        write_line(f"{row['number'] or '-':14}  {row['state']:9}  {row['owner']}  {row['car']}")
    return 0


def _lease(number: str) -> "LeaseView":
    from townline.lines.safenumbers import api  # noqa: PLC0415 -- needs Django

    lease = api.lease_by_number(api.number_parse(number))
    if lease is None:
        raise CannotStart(f"{number} is in nobody's use")
    return lease


def _change(options: Namespace) -> int:
    from townline.lines.safenumbers import api  # noqa: PLC0415 -- the same
    from townline.platform.core import clock  # noqa: PLC0415 -- the same
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- needs Django

    actions = {
        "suspend": api.lease_suspend,
        "resume": api.lease_resume,
        "rotate": api.lease_rotate,
        "end": api.lease_end,
    }
    lease = _lease(options.number)
    change = actions[options.action]
    after = change(by=SERVER, lease_id=lease.id, now=clock.now(), reason=options.reason)
    shown = api.number_shown(after.number)
    write_line(shown if options.action == "rotate" else f"{shown}: {after.state}")
    return 0


def _import(options: Namespace) -> int:
    from townline.lines.safenumbers import api  # noqa: PLC0415 -- the same
    from townline.platform.core import clock  # noqa: PLC0415 -- the same
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- needs Django

    try:
        content = options.file.read_bytes()
    except OSError as error:
        raise CannotStart(f"{options.file} cannot be read: {error.strerror}") from error
    done = api.bulk_issue(by=SERVER, content=content, dry=options.dry_run, now=clock.now())
    words = "would be issued" if options.dry_run else "issued"
    write_line(f"{done.issued} {words}, {done.waiting} on the waiting list")
    return 0


_ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "issue": _issue,
    "list": _list,
    "import": _import,
}
