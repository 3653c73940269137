"""Every form of the console in which somebody writes, found in the templates themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import Resolver404, get_resolver, resolve

_ROOT = Path(__file__).parents[1] / "townline"
_MARK = "needs_sign_in"
_UUID = "00000000-0000-4000-8000-000000000000"
_SAMPLES = ("H1-0001", "1", _UUID, "x", "phone_add")
_FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
_INCLUDE = re.compile(r"{% include \"([^\"]+)\"[^%]*%}")
_TEXT = re.compile(
    r"<textarea|<input(?![^>]*type=\"(?:hidden|checkbox|radio|submit|file|password)\")"
)
# Forms that are sent to the page that they stand on.
_OWN = {
    "desk/delegation.html": "delegation",
    "classification/rule_edit.html": "rule_edit",
    "visits/visit_plan.html": "visit_plan",
    "config/phone.html": "phone",
    "editing/entry.html": "edit_texts_one",
    "departments/people_import.html": "people_import",
    "departments/person.html": "person",
    "departments/password.html": "my_password",
    "queues/bookings.html": "desk_bookings",
    "number_desk/number_ask.html": "number_ask",
    "hazards/new.html": "hazard_new",
    "hazards/place.html": "hazard_place",
    "exploration_planning/data.html": "where_next_data",
    "exploration_planning/waiting.html": "where_next_file",
    "surveys/forms.html": "survey_forms",
    "surveys/import.html": "survey_import",
    "surveys/rules.html": "survey_rules",
    "surveys/upload.html": "survey_upload",
    "works_progress/order_new.html": "works_order_new",
    # Several rooms show these; each sends them to its own addresses.
    "broadcasts/one.html": "incident_return",
    "policy/matter.html": "policy_tell_return",
    "broadcasts/writing.html": "incident_save",
    "work_orders/firm_phone.html": "works_order_number",
}
# No forms of the console: a passkey's, whose script sends it, the page that gives words back, and
# a look on the spot, which the telephone keeps by itself.
_OTHERS = {
    "departments/passkey_form.html",
    "web/given_back.html",
    "hazards/spot.html",
    "works_progress/spot.html",
}
# What goes without the script: passwords and codes are never kept, a file comes back, or it is
# a search.
_PLAIN = re.compile(r"data-plain|type=\"password\"|one-time-code|role=\"search\"")


@dataclass(frozen=True)
class StaffForm:
    """A form of a template: where it is sent, and its markup without what the server fills in."""

    template: str
    path: str
    markup: str
    plain: bool

    def __str__(self) -> str:
        return f"{self.template} -> {self.path}"


def staff_forms() -> list[StaffForm]:
    """Find them all. Raises KeyError for one that does not say where it is sent."""
    return [form for path in sorted(_ROOT.glob("**/templates/**/*.html")) for form in _of(path)]


def _of(path: Path) -> Iterator[StaffForm]:
    name = path.relative_to(path.parents[1]).as_posix()
    if name in _OTHERS:
        return
    for found in _FORM.findall(path.read_text()):
        markup = _INCLUDE.sub(_read_template, found)
        head = markup.partition(">")[0]
        if 'method="post"' not in head or not _TEXT.search(markup) or "csrf_token" not in markup:
            continue
        to = _action(name, head)
        if to and getattr(resolve(to).func, _MARK, False):
            yield StaffForm(name, to, _bare(markup, to), bool(_PLAIN.search(markup)))


def _read_template(found: re.Match[str]) -> str:
    return next(_ROOT.glob(f"**/templates/{found[1]}")).read_text()


def _action(template: str, head: str) -> str:
    named = re.search(r"action=\"(?:{%[^%]*%})?{% url '(\w+)'", head)
    written = re.search(r"action=\"(/[^\"]*)\"", head)
    if named or not written:
        return _path_of(named[1] if named else _OWN[template])
    tries = (re.sub(r"{{[^}]*}}", sample, written[1]) for sample in _SAMPLES)
    return next(one for one in tries if _leads(one))


def _leads(path: str) -> bool:
    try:
        return bool(resolve(path))
    except Resolver404:
        return False


def _path_of(name: str) -> str:
    possible, *_ = get_resolver().reverse_dict.getlist(name)
    pattern, names = possible[0][0]
    tries = ("/" + pattern % dict.fromkeys(names, sample) for sample in _SAMPLES)
    return next((one for one in tries if _leads(one)), "")


def _bare(markup: str, to: str) -> str:
    inside = markup.partition(">")[2]
    attributes = " ".join(
        re.findall(r"data-\w+|enctype=\"[^\"]*\"|role=\"\w+\"", markup.partition(">")[0])
    )
    return f'<form method="post" action="{to}" {attributes}>' + re.sub(r"{[%{].*?[%}]}", "", inside)
