"""Who changes a matter: its department, who does its next step, and who sees all; nobody else."""

import datetime as dt
import io

import pytest
from PIL import Image

from townline.platform.core.history import audit
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.policy import api
from townline.prevention.policy.models import StoryPhoto
from townline.prevention.policy.services.marks import today
from townline.prevention.policy.tests.way import (
    COUNTS,
    TO_EN,
    TO_KO,
    WORDS,
    act,
    bring_matter,
    open_matter,
    publish_story,
    then,
)
from townline.prevention.policy.urls import urlpatterns

pytestmark = pytest.mark.django_db
OTHERS = ("welfare.officer", "roads.head", "auditor")
OFFICER, HEAD, MAYOR = "water.officer", "water.head", "mayor"
# Of each press: how far the matter is, and who of its department (or of all) may press it.
PRESSES = {
    "propose": (0, OFFICER), "decide": (1, OFFICER), "start": (2, OFFICER), "measure": (3, OFFICER),
    "adopt": (4, OFFICER), "change": (4, OFFICER), "drop": (0, OFFICER), "reopen": (0, OFFICER),
    "move": (0, OFFICER), "link": (0, OFFICER), "opinions": (1, HEAD), "story": (0, OFFICER),
    "publish": (0, HEAD), "photos": (0, OFFICER), "photos/drop": (0, OFFICER), "tell": (0, OFFICER),
    "tell/save": (0, OFFICER), "tell/submit": (0, OFFICER), "tell/withdraw": (0, OFFICER),
    "tell/discard": (0, OFFICER), "tell/return": (0, HEAD), "tell/approve": (0, MAYOR),
    "tell/take-back": (0, MAYOR), "tell/stop": (0, MAYOR), "tell/expedite": (0, MAYOR),
}  # fmt: skip
READ = {"", "photos/<slug:sha256>/<slug:copy>"}


def test_the_table_holds_every_press():
    begin = "policy/<int:number>/"
    found = {str(each.pattern).removeprefix(begin) for each in urlpatterns
             if str(each.pattern).startswith(begin)}  # fmt: skip
    assert found - READ == set(PRESSES)


def _photo():
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    out.seek(0)
    out.name = "valve.jpg"
    return out


def _form(world, press):
    day = today(world.now)
    fields = {"owner": "clerk1", "due_on": str(day + dt.timedelta(days=30)), "reason": "사유"}
    return fields | {
        "propose": {"problem": "물", "evidence": "41건", "options": "밸브", "cost": "1원"},
        "decide": {"meeting": "회의", "decided_on": str(day), "minutes": "함"},
        "start": {"partner": "건축사회", "place": "은하동", "begins_on": str(day),
                  "ends_on": str(day), "measure": "건수", "control": "별내동"},
        "measure": COUNTS | {"words": "줄었습니다"},
        "story": WORDS,
        "publish": {"on": "1"},
        "opinions": {"on": "1"},
        "tell": {"ko": TO_KO, "en": TO_EN},
        "tell/save": {"ko": TO_KO, "en": TO_EN},
        "photos": {"files": [_photo()], "alt_ko": "밸브", "alt_en": "A valve"},
    }.get(press, {})  # fmt: skip


def _prepare_message(world, press, own):
    """Have a message wait as a press needs it; give what the press names."""
    bodies = {"ko": TO_KO, "en": TO_EN}
    if press in {"tell/submit", "tell/discard"}:
        row = broadcasts.broadcast_save(world.by("clerk1"), bodies=bodies, **own)
    else:
        row = broadcasts.broadcast_put(world.by("clerk1"), bodies=bodies, **own)
    fields = {"broadcast": row.pk, "hash": row.hash}
    if press == "tell/expedite":
        world.now = world.now.replace(hour=14, minute=0)  # 23:00 in Seoul
    if press in {"tell/take-back", "tell/stop", "tell/expedite"}:
        broadcasts.broadcast_approve(world.by("mayor"), broadcast_id=row.pk, hash_=row.hash, **own)
    return fields


def _ready(world, press):
    """Bring a matter to where a press is possible; give it with the press's form."""
    code = world.text("비 오면 방에 물이 차요")
    world.assign(code, "water")
    matter = bring_matter(world, code, steps=PRESSES[press][0])
    form, own = _form(world, press), {"kind": api.TELLING, "owner": matter.pk}
    if press == "reopen":
        api.matter_drop(**act(world), number=matter.pk, reason="사유")
    if press == "link":
        form["code"] = world.text("또 물이 차요", "01000000043")
        world.assign(form["code"], "water")
    if press == "publish":
        api.story_write(**act(world), number=matter.pk, words=WORDS)
    if press == "opinions":
        publish_story(world, matter.pk)
    if press == "photos/drop":
        api.photos_put(**act(world), number=matter.pk, names=["a" * 64], alt_ko="가", alt_en="a")
        form["photo"] = StoryPhoto.objects.get().pk
    if press.startswith("tell/") and press != "tell/save":
        form |= _prepare_message(world, press, own)
    return matter, form


@pytest.mark.parametrize("press", PRESSES)
def test_another_department_presses_nothing(world, visit, press):
    matter, form = _ready(world, press)
    path, subject = f"/policy/{matter.pk}/{press}", f"policy:{matter.pk}"
    before = len(audit.history(subject))
    for username in OTHERS:
        assert visit(username).post(path, form).status_code == 403, username
    assert len(audit.history(subject)) == before
    if press == "photos":
        form["files"] = [_photo()]
    answer = visit(PRESSES[press][1]).post(path, form)
    assert answer.status_code == 302, answer.text[-2000:]


@pytest.mark.parametrize("username", ["clerk1", "deputy", "mayor"])
def test_who_sees_all_may(world, visit, username):
    matter = open_matter(world)
    path = f"/policy/{matter.pk}/drop"
    assert visit(username).post(path, {"reason": "사유"}).status_code == 302


def test_who_does_the_next_step_writes_and_publishes_nothing(world, visit):
    matter = open_matter(world, then=then(world, owner="roads.head"))
    client, path = visit("roads.head"), f"/policy/{matter.pk}/"
    assert client.post(f"{path}story", WORDS).status_code == 302
    assert client.post(f"{path}publish", {"on": "1"}).status_code == 403
    assert f'action="{path}publish"' not in client.get(path).text
    form = _form(world, "propose")
    assert client.post(f"{path}propose", form).status_code == 302
    # The step that follows is another's.
    assert client.post(f"{path}story", WORDS).status_code == 403


def test_who_may_not_has_no_buttons(world, visit):
    matter, _ = _ready(world, "tell/withdraw")
    publish_story(world, matter.pk)
    path = f"/policy/{matter.pk}/"
    for username in OTHERS:
        assert f'action="{path}' not in visit(username).get(path).text, username
    page = visit("water.head").get(path).text
    for press in ("drop", "link", "opinions", "story", "publish", "tell/return", "tell/withdraw"):
        assert f'action="{path}{press}"' in page
