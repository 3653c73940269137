"""``townline calls``: what the calls to safe numbers are, callers masked."""

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from townline.platform.core.commands import Add, ready, write_line

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from townline.lines.safenumbers.api import CallView

    type Actions = _SubParsersAction[ArgumentParser]


def add_to(add: Add) -> "Actions":
    """Add the command to the command line; each action names its own function.

    Give where more actions can be added.
    """
    calls = add("calls", "calls list|dispatcher-config: the calls to safe numbers", calls_list)
    actions = calls.add_subparsers(required=True, metavar="ACTION", dest="action")
    listed = actions.add_parser("list", help="list the latest calls, callers masked, no content")
    listed.add_argument("--json", action="store_true", help="as JSON, one list")
    listed.add_argument("--live", action="store_true", help="only calls in progress")
    listed.add_argument("--limit", type=int, default=1000, help="maximum number of calls (1000)")
    listed.set_defaults(command=calls_list)
    return actions


def calls_list(options: Namespace) -> int:
    """Print calls, the latest first."""
    with ready(options):
        from townline.lines.safenumbers import api  # noqa: PLC0415 -- needs Django

        calls = api.calls_list(live=options.live, limit=max(options.limit, 0))
        rows = [line_of(call) for call in calls]
    if options.json:
        write_line(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        write_line(
            f"{row['begun_at']}  {row['number'] or '-':14}  {row['caller'] or '-':15}  "
            f"{row['outcome'] or row['state']}"
        )
    return 0


def line_of(call: "CallView") -> dict[str, Any]:
    """Give a call ready for JSON. ``seconds``, ``talked_seconds``: whole seconds, or null."""
    from townline.lines.safenumbers import api  # noqa: PLC0415 -- needs Django

    return {
        "id": str(call.id),
        "number": api.number_shown(call.number) if call.number else None,
        "caller": call.caller or None,
        "state": str(call.state),
        "outcome": call.outcome or None,
        "begun_at": call.begun_at.isoformat(),
        "ended_at": call.ended_at.isoformat() if call.ended_at else None,
        "seconds": call.seconds,
        "talked_seconds": call.talked if call.ended_at else None,
    }
