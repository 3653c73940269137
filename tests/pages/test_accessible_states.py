"""axe finds nothing on pages in trouble either, and large letters or long words cut nothing off."""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from tests.amount import ALL, ways
from tests.chromium import violations
from tests.pages.walking import WAYS
from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.casework.deadlines import api as deadlines
from townline.platform.conversations import api as conversations
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "가나다라마바사아자차카타파하" * 30 + " https://" + "handeul" * 40
LATE = dt.timedelta(hours=60)
SUBMIT = """([action, fields]) => {
  const form = document.createElement("form");
  form.method = "post"; form.action = action;
  for (const [name, value] of Object.entries(fields)) {
    const box = document.createElement("input");
    box.name = name; box.value = value; box.type = "hidden";
    form.append(box);
  }
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!("csrfmiddlewaretoken" in fields)) form.append(token.cloneNode());
  document.body.append(form);
  form.submit();
}"""
# What sticks out to the side, unless a box around it scrolls to it.
CUT = """() => {
  const scrolls = (box) => box && (/auto|scroll/.test(getComputedStyle(box).overflowX)
    ? box !== document.documentElement && box !== document.body : scrolls(box.parentElement));
  const out = (box) => {
    const { left, right, width } = box.getBoundingClientRect();
    return width > 1 && (left < -1 || right > innerWidth + 1) && !box.closest(".sr-only, .tl-skip");
  };
  const page = document.documentElement;
  return [...(page.scrollWidth > page.clientWidth ? ["scrolls to " + page.scrollWidth] : []),
    ...[...document.querySelectorAll("h1, h2, p, a, button, summary, input, select, textarea")]
    .filter((box) => box.checkVisibility() && out(box) && !scrolls(box))
    .slice(0, 3).map((box) => box.outerHTML.slice(0, 120))];
}"""

# A box is whole if its left and right edges are what one would touch there.
WHOLE = """(box) => {
  box.scrollIntoView({ block: "nearest" });
  const { left, right, top } = box.getBoundingClientRect();
  return [left + 4, right - 4].every((x) => box.contains(document.elementFromPoint(x, top + 8)));
}"""


@dataclass
class Trouble:
    """Cases by what is the matter with them."""

    codes: dict[str, str] = field(default_factory=dict)

    def places(self):
        codes = self.codes
        case_pages = [
            ("clerk1", f"/cases/{code}/") for name, code in codes.items() if name != "changed"
        ]
        return [
            *case_pages,
            ("culture.officer", "/inbox/"),
            ("culture.officer", "/mine/"),
            ("roads.officer", "/mine/"),
            ("auditor", "/inbox/"),
            ("mayor", "/morning/"),
            ("mayor", f"/morning/{codes['hold']}/"),
            ("mayor", f"/morning/{codes['changed']}/?seen=1"),
            ("admin", "/links/"),
            ("clerk1", "/links/"),
            ("clerk1", "/my/keys/"),
            ("clerk1", "/search/?q=없는말"),
            ("roads.officer", "/links/"),
            ("roads.officer", "/cases/H6-9999/"),
        ]

    def presses(self):
        """Give what is pressed, by whom, and the status of the page that answers."""
        codes = self.codes
        draft = {"body": "둘째 글", "base_version": "0", "kind": "answer", "do": "save"}
        late = {"hash": "0" * 64, "seen": "1"}
        return [
            ("roads.officer", f"/cases/{codes['changed']}/write", draft, 409),
            ("clerk1", f"/cases/{codes['long']}/number", {"reason": "되물으려고"}, 200),
            ("roads.officer", f"/cases/{codes['hold']}/withdraw", {}, 409),
            ("clerk1", f"/cases/{codes['long']}/assign", {"department": "moon"}, 422),
            ("clerk1", f"/cases/{codes['long']}/note", {"csrfmiddlewaretoken": "x"}, 403),
            ("mayor", f"/morning/{codes['changed']}/confirm", late, 409),
            ("mayor", f"/morning/{codes['changed']}/send-back", {"reason": ""}, 422),
            ("mayor", "/settings/delegation/", {"deputy": "x", "starts_at": "soon"}, 422),
        ]


@pytest.fixture
def trouble(world):
    made, senders = Trouble(), (f"010000005{n:02}" for n in range(100))

    def ready(body="길이 파였어요", answer="오늘 메웠습니다."):
        code = world.text(body, next(senders))
        world.assign(code)
        world.draft(code, answer)
        world.submit(code)
        return code

    def send_text(name, outcome, **fields):
        made.codes[name] = ready()
        world.confirm(made.codes[name])
        world.wait(seconds=30)
        return world.send(outcome, **fields)

    clerk, officer = world.person("clerk1"), world.person("roads.officer")
    made.codes["late"] = world.text("버스가 안 와요", next(senders))
    world.wait(hours=LATE.total_seconds() / 3600)
    deadlines.reminders_run(now=world.now)
    for job in send_text("answered", "accepted"):
        world.receipt(job)
    send_text("unknown", "unknown")
    send_text("failed", "refused", permanent=True, raw_status=0x0B)
    made.codes["misrouted"] = world.text("나무가 쓰러졌어요", next(senders))
    world.assign(made.codes["misrouted"])
    cases.case_misroute(
        Act(officer, world.now), code=made.codes["misrouted"], reason="공원 안입니다"
    )
    made.codes["closed"] = world.text("광고입니다", next(senders))
    cases.case_dismiss(Act(clerk, world.now), code=made.codes["closed"], reason="광고")
    made.codes["long"] = world.text(LONG, next(senders))
    world.assign(made.codes["long"])
    world.draft(made.codes["long"], LONG)
    cases.note_add(Act(clerk, world.now), code=made.codes["long"], body=LONG)
    alarms.case_mark_danger(Act(clerk, world.now), code=made.codes["long"], danger=True)
    made.codes["changed"] = ready(answer=LONG)
    world.draft(made.codes["changed"], f"{LONG} 더")
    world.submit(made.codes["changed"])
    conversations.link_report(
        transport="smpp-1", state="lost", detail="connection refused", now=world.now
    )
    departments.token_create(
        staff=departments.staff_by_username("clerk1"),
        scopes=["cases:read", "cases:write"],
        now=world.now,
        name="night-report",
    )
    made.codes["hold"] = ready()
    world.confirm(made.codes["hold"])
    return made


def windows(look, **way):
    """Give ``at(username, path)``: each person in one window."""
    opened = {}

    def at(username, path):
        if username in opened:
            opened[username].goto(path)
        else:
            opened[username] = look(username, path, **way)
        return opened[username]

    return at


def press(page, action, fields):
    with page.expect_navigation() as moved:
        page.evaluate(SUBMIT, [action, fields])
    return moved.value.status


def enlarge(page, size):
    """Let the reader's own setting ask for letters of this size; 16 is what browsers come with."""
    sizes = {"standard": size, "fixed": size}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})


def cut_off(page, sizes):
    """Give what is cut off for each width and size of letters; the page gets its own back."""
    cut, usual = [], page.viewport_size
    for width, size in sizes:
        page.set_viewport_size(usual | {"width": width})
        enlarge(page, size)
        if found := page.evaluate(CUT):
            cut.append((width, size, found))
    page.set_viewport_size(usual)
    enlarge(page, 16)
    return cut


# English words are the longer ones; what residents and officers write is long in both.
TAB_TOURS = [(WAYS[2], [(390, 32), (320, 16), (1440, 32)]), (WAYS[1], [(390, 32)])]


@pytest.mark.parametrize(("way", "sizes"), TAB_TOURS if ALL else TAB_TOURS[:1])
def test_axe_finds_nothing_in_trouble_and_nothing_is_cut_off(trouble, look, way, sizes):
    at, found = windows(look, **way), []
    for username, path in trouble.places():
        page = at(username, path)
        found += [f"{path} {problem}" for problem in violations(page)]
        found += [f"{path} {cut}" for cut in cut_off(page, sizes)]
    for username, action, fields, status in trouble.presses():
        page = at(username, "/inbox/")
        assert press(page, action, fields) == status, action
        found += [f"{action} {problem}" for problem in violations(page)]
    assert found == []


@pytest.mark.parametrize("width", ways([1440, 390]))
def test_every_box_opens_inside_its_pane(trouble, look, width):
    at, cut = windows(look, width=width, language="en"), []
    for username, name in (("clerk1", "long"), ("clerk1", "answered"), ("mayor", "changed")):
        page = at(username, f"/cases/{trouble.codes[name]}/")
        boxes = page.locator("#pane details.pop")
        assert boxes.count()
        for box in boxes.all():
            box.locator("summary").click()
            seen = box.locator(".box").evaluate(WHOLE)
            cut += [] if seen else [(name, box.inner_text()[:60])]
            box.locator("summary").click()
    assert cut == []
