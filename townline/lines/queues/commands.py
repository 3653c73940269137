"""``townline queues list|open|close|questions``: the queues of today, and what they ask."""

import json
from argparse import Namespace
from typing import Any

from townline.platform.core.commands import Add, CannotStart, ready, write_line


def add_to(add: Add) -> None:
    """Add the command to the command line."""
    made = add("queues", "queues list|open|close|questions: the queues of today", queues)
    made.add_argument("action", choices=["list", "open", "close", "questions"])
    made.add_argument("service", nargs="?", default="", help="the queue to open or close")
    made.add_argument("--reason", default="", help="recorded in the history")
    made.add_argument("--json", action="store_true", help="list as JSON, as in the API")


def queues(options: Namespace) -> int:
    """List, open or close. Raises CannotStart for what is refused."""
    if options.action in {"open", "close"} and not options.service:
        raise CannotStart(f"say which queue: townline queues {options.action} SERVICE")
    with ready(options):
        from townline.lines.queues.api import QueueError, refusal_text  # noqa: PLC0415 -- needs Django

        try:
            if options.action == "questions":
                return _questions()
            return _list(as_json=options.json) if options.action == "list" else _set(options)
        except QueueError as error:
            raise CannotStart(f"{options.service}: {refusal_text(error, 'en')}") from error


def _list(*, as_json: bool) -> int:
    from townline.lines.queues.api import halls  # noqa: PLC0415 -- the same
    from townline.lines.queues.views.shapes import snapshot_out  # noqa: PLC0415 -- the same
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django

    found = [snapshot_out(hall).model_dump(mode="json") for hall in halls(clock.now())]
    if as_json:
        write_line(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for each in found:
        wait = each["wait"]
        range_ = f"{wait['low'] // 60}-{wait['high'] // 60} min" if wait else "-"
        last = each["calls"][0]["number"] if each["calls"] else "-"
        how = f"{each['service']:20} {each['state']:7} waiting {each['waiting']:4}"
        write_line(f"{how}  {range_:12} {last}")
    return 0


def _set(options: Namespace) -> int:
    from townline.lines.queues import api  # noqa: PLC0415 -- the same
    from townline.platform.core import clock  # noqa: PLC0415 -- the same
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- needs Django

    change = api.queue_open if options.action == "open" else api.queue_close
    change(code=options.service, actor=SERVER, now=clock.now(), reason=options.reason)
    write_line(f"{options.service} is {'open' if options.action == 'open' else 'closed'}")
    return 0


def _questions() -> int:
    """Print the questionnaires in words, to be read over by whoever answers for them."""
    from townline.lines.queues.questionnaires.api import stored_forms  # noqa: PLC0415 -- needs Django

    for form in stored_forms():
        write_line(f"{form.code}, version {form.version}: {form.definition['title']}")
        for item in form.definition["items"]:
            write_line("\n".join(f"  {line}" for line in _item(item)))
    return 0


def _item(item: dict[str, Any]) -> list[str]:
    must = ", required" if item.get("required") else ""
    lines = [f"{item['name']} ({item['type']}{must}): {_both(item['label'])}"]
    lines += [f"    {each['name']}: {_both(each['label'])}" for each in item.get("choices", [])]
    lines += [f"    asked if {each}" for each in item.get("relevant", [])]
    if "constraint" in item:
        lines.append(f"    allowed if {item['constraint']}, else: {_both(item['message'])}")
    return lines


def _both(words: dict[str, str]) -> str:
    return " / ".join(words[language] for language in ("ko", "en"))
