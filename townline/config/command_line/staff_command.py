"""``townline staff add``: a person, with a password or with a one-time link."""

import datetime as dt
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from townline.platform.core.commands import CannotStart, ready, write_line

if TYPE_CHECKING:
    from townline.platform.departments.api import Staff


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("action", choices=["add"])
    parser.add_argument("name", help="username")
    parser.add_argument("--role", required=True)
    parser.add_argument("--department", help="code of the department")
    means = parser.add_mutually_exclusive_group()
    means.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    means.add_argument(
        "--link",
        action="store_true",
        help="print a link by which the person chooses a password, once, within 48 hours; "
        "for an account without a password, print a new link",
    )
    parser.add_argument(
        "--on-duty", type=int, default=0, metavar="NIGHTS", help="enter the person on the rota"
    )


def command(options: Namespace) -> int:
    """``townline staff add NAME --role R --password-stdin | --link``."""
    if not options.password_stdin and not options.link:
        raise CannotStart("give the password on standard input, with --password-stdin, or --link")
    password = sys.stdin.readline().rstrip("\n") if options.password_stdin else None
    with ready(options):
        from townline.platform.departments import api  # noqa: PLC0415 -- needs Django

        try:
            person = _find_or_add(options, password)
            if options.on_duty:
                _enter_on_rota(person, options.on_duty)
        except (api.InvalidStaff, api.DutyRefused) as error:
            raise CannotStart(str(error)) from error
        if options.link:
            _print_link(person)
    return 0


def _find_or_add(options: Namespace, password: str | None) -> "Staff":
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
    from townline.platform.departments import api  # noqa: PLC0415 -- the same

    known = api.people_called([options.name]).get(options.name)
    if options.link and known is not None:
        if known.role != options.role:
            raise CannotStart(f"{known.username} is here already, with the role {known.role}")
        return known
    person = api.staff_add(
        username=options.name,
        role=options.role,
        password=password,
        department=options.department,
        now=clock.now(),
    )
    write_line(f"added {options.name}")
    return person


def _print_link(person: "Staff") -> None:
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
    from townline.platform.core.history import audit  # noqa: PLC0415 -- the same
    from townline.platform.core.http import public  # noqa: PLC0415 -- the same
    from townline.platform.departments import api  # noqa: PLC0415 -- the same

    if person.has_usable_password():
        write_line(f"{person.username} has a password already")
        return
    path = api.person_way_in(
        staff_id=person.id, reason="townline staff add", actor=audit.SYSTEM, now=clock.now()
    )
    write_line(f"  {person.username}  {public.address(path) or path}")


def _enter_on_rota(person: "Staff", nights: int) -> None:
    """Enter the next nights that are not entered yet."""
    from townline.platform.core import clock, district  # noqa: PLC0415 -- needs Django
    from townline.platform.core.history import audit  # noqa: PLC0415 -- the same
    from townline.platform.departments import api  # noqa: PLC0415 -- the same

    now = clock.now()
    today = now.astimezone(district.current().zone).date()
    for days in range(nights):
        day = today + dt.timedelta(days=days)
        since, until = api.shift_hours(day, api.ShiftKind.NIGHT, district.current().zone)
        shifts = api.shifts_between(since=since, until=until)
        if not any(shift.staff_id == person.id for shift in shifts):
            api.shift_add(
                staff_id=person.id,
                day=day,
                kind=api.ShiftKind.NIGHT,
                by=person.id,
                actor=audit.SYSTEM,
                now=now,
            )
