"""Rights come before input: who may not press a button is told that, whatever the form holds.

Every address of the console that takes a form is tried with an empty one, on rows of the demo, by
the one who reads everything and changes nothing.
"""

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from django.apps import apps
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.amount import ALL
from tests.rooms import room_of_module
from tests.site import prove
from tests.test_signed_out import SAMPLES, _is_marked, patterns
from tests.undone import undone
from townline.casework.cases.models import Case
from townline.platform.departments.models import Staff

READER, WITHOUT = "auditor", {403, 404, 405}
# Of another department than the roads': on pages of these rooms they see nothing of theirs, or
# read only.
OTHER, THEIRS = "welfare.officer", ("hazards/<int", "policy/<int", "surveys", "works", "warnings")
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")
_MOST = 12 if ALL else 4  # rows that an address is tried on
# What is everybody's own: settings, searches, leave, nights; what is looked up by a form; papers
# and exports, which who reads may have.
OWN = (
    "sign-in/", "my/", "mine/read", "search/", "inbox/", "duty/", "privacy/",
    "cases/<slug:code>/hints", "cases/<slug:code>/presence", "works/orders/papers",
)  # fmt: skip


def forms() -> list[tuple[str, URLPattern]]:
    every = patterns(get_resolver().url_patterns)
    return [(path, one) for path, one in every if _is_marked(one) and not path.startswith(OWN)]


def numbers(room: str) -> list[int]:
    """Give the first rows of every table of a room, and the last."""
    found = []
    for model in apps.get_models():
        if model.__module__.startswith(f"{room}."):
            keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True)[:2])
            keys += model._default_manager.order_by("-pk").values_list("pk", flat=True)[:1]
            found += [key for key in keys if isinstance(key, int)]
    return list(dict.fromkeys(found))[:_MOST] or [1]


def addresses(path: str, one: URLPattern) -> Iterator[str]:
    room = "townline." + room_of_module(one.callback.__module__).replace("/", ".")
    states = Case.objects.order_by("state", "id").distinct("state")
    codes = list(states.values_list("code", flat=True))
    tried = [
        codes if name == "code" else numbers(room) if kind == "int" else [SAMPLES.get(kind, "x")]
        for kind, name in _PART.findall(path)
    ]
    for values in itertools.islice(itertools.product(*tried), _MOST):
        yield "/" + _PART.sub("%s", path.replace("%", "%%")) % values


def read_before_theirs(now: dt.datetime) -> dict[str, tuple[str, int]]:
    """Do the same by an officer of another department, where only one department works."""
    own = [each for each in forms() if each[0].startswith(THEIRS)]
    return _ungated_posts(OTHER, own, now)


def read_before_rights(now: dt.datetime) -> dict[str, tuple[str, int]]:
    """Give what an empty form was answered with where that was no refusal, by address."""
    return _ungated_posts(READER, forms(), now)


def _ungated_posts(
    who: str, tried: list[tuple[str, URLPattern]], now: dt.datetime
) -> dict[str, tuple[str, int]]:
    client = Client()
    client.force_login(Staff.objects.get(username=who))
    prove(client, now)
    ungated: dict[str, tuple[str, int]] = {}
    for path, one in tried:
        for address in addresses(path, one):
            with undone(address):
                status = client.post(address, {}).status_code
            if status not in WITHOUT:
                ungated.setdefault(path, (address, status))
    return ungated
