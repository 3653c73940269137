"""Papers of many: made by a job that says how far it is, for who asked, and gone after a day."""

import datetime as dt

import pytest

from townline.platform.core.personal_data.retention import RULES
from townline.prevention.works.models import Press
from townline.prevention.works.progress.tests.working import order_works, ready
from townline.prevention.works.services import pressing
from townline.prevention.works.tests.things import needy, take_objects

pytestmark = pytest.mark.django_db


def many(world):
    return [order_works(world, ready(world, str(n)), due_on=world.now.date()).id for n in range(6)]


def test_the_papers_of_chosen_orders_are_one_file_made_by_a_job(world, visit):
    ids = many(world)
    client = visit("clerk1", "en")
    sent = client.post("/works/orders/papers", {"orders": ids[:3]})
    assert sent.content[:5] == b"%PDF-"
    sent = client.post("/works/orders/papers", {"orders": ids}, follow=True)
    assert "0 of 6" in sent.text
    row = Press.objects.get()
    pressing.press_run(row.pk)
    row.refresh_from_db()
    assert bytes(row.content)[:5] != b"%PDF-", "it lies sealed"
    page = f"/works/papers/{row.pk}/"
    assert f"{page}file" in client.get(page).text
    made = client.get(f"{page}file").content
    assert made[:5] == b"%PDF-"
    assert visit("housing.officer").get(f"{page}file").status_code == 404
    assert client.post("/works/orders/papers?view=late", {"do": "all"}).status_code == 422
    pressing.press_run(row.pk)


def test_a_press_whose_job_died_is_started_anew_by_a_press(world, visit):
    client = visit("clerk1")
    client.post("/works/orders/papers", {"orders": many(world)})
    row = Press.objects.get()
    Press.objects.update(seen_at=world.now)
    page = f"/works/papers/{row.pk}/"
    client.post(f"{page}again")
    assert Press.objects.get().seen_at, "a job that works is left alone"
    world.wait(minutes=3)
    assert f"{page}again" in client.get(page).text
    client.post(f"{page}again")
    assert Press.objects.get().seen_at is None


def test_a_press_of_nothing_says_so_and_goes_with_its_day(world, visit):
    client = visit("clerk1")
    client.post("/works/orders/papers", {"orders": many(world)})
    Press.objects.update(ids=[10**6])
    row = Press.objects.get()
    pressing.press_run(row.pk)
    assert "남아 있지 않습니다" in client.get(f"/works/papers/{row.pk}/").text
    rule = next(one for one in RULES.value if one.kind == "work_papers")
    rule.sweep(world.now + dt.timedelta(days=2), 10)
    assert not Press.objects.exists()
    assert take_objects(needy("99"))
