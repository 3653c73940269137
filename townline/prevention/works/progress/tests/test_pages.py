"""Pages of works: the order, the spot, payment, progress, release, and what everybody sees."""

import datetime as dt
import io
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from townline.platform.core import district
from townline.platform.core.models import District
from townline.prevention.work_orders.models import EvidencePhoto, WorkOrder
from townline.prevention.works import api as works
from townline.prevention.works.progress import api
from townline.prevention.works.progress.models import Trouble
from townline.prevention.works.progress.tests.working import (
    order_works,
    path_of,
    photo,
    press,
    ready,
    report,
    spot,
    state,
)

pytestmark = pytest.mark.django_db


def finish_works(world, visit, *references):
    """Have works done behind their link and accepted."""
    ids = ready(world, *references)
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    for number in ids:
        report(firm, path, number)
        spot(world, number)
    return ids


def test_chosen_measures_become_an_order_whose_paper_names_them(world, visit):
    ids = ready(world, "1", "2")
    client = visit("clerk1")
    page = client.get("/works/orders/new/?kind=flood-barrier")
    assert page.text.count('name="measures"') == 2
    due = (world.now.date() + dt.timedelta(days=20)).isoformat()
    form = {"measures": ids, "contractor": "다온건설", "due_on": due}
    answer = client.post("/works/orders/new/", form, follow=True)
    assert "/w/" in answer.text
    order = WorkOrder.objects.get()
    assert [state(number) for number in ids] == ["ordered", "ordered"]
    assert client.get(f"/works/orders/{order.pk}/").text.count("/works/spot/") == 2
    assert client.get(f"/works/orders/{order.pk}/paper").content[:5] == b"%PDF-"
    nothing = client.post("/works/orders/new/", {**form, "measures": []})
    assert nothing.status_code == 422


def test_what_is_late_stands_first_and_is_loud(world, visit):
    ids = ready(world, "1")
    path = path_of(order_works(world, ids, due_on=world.now.date()))
    world.wait(days=3)
    client = visit("clerk1", "en")
    page = client.get("/works/orders/?view=late").text
    assert "Overdue" in page
    # Who waits for whom: the firm has to take the order, and we the work.
    assert ("Waiting for the firm" in page, "Work to accept" in page) == (True, True)
    assert not re.search(r"Awaiting|Waiting for the firm", visit(language="en").get(path).text)
    page = client.get("/works/progress/").text
    assert "days to the rainy season" in page


def test_an_officer_accepts_on_the_spot_and_a_look_sent_again_is_kept_once(world, visit):
    ids = ready(world, "1")
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    report(firm, path, ids[0])
    client, key = visit("clerk1"), str(uuid.uuid4())
    page = client.get(f"/works/spot/{ids[0]}/")
    assert "다온건설" in page.text
    assert page.headers["X-Keep"]
    form = {"look": key, "step": "accept", "done": "1", "moment": "after", "price": "650000"}
    for _ in range(2):
        sent = client.post(f"/works/spot/{ids[0]}/", {**form, "photos": photo()})
        assert sent.status_code == 302
    row = works.Measure.objects.get()
    assert (row.state, row.price) == ("accepted", 650_000)
    assert EvidencePhoto.objects.count() == 2


def test_the_payment_list_and_what_is_paid(world, visit):
    ids = finish_works(world, visit, "1", "2")
    client = visit("clerk1")
    assert "1,400,000원" in client.get("/works/payments/").text
    sheet = load_workbook(io.BytesIO(client.get("/works/payments.xlsx").content)).active
    rows = list(sheet.values)
    assert [row[0] for row in rows] == ["업체", "다온건설", "다온건설"]
    assert rows[1][6:9] == (700_000, 700_000, 0)
    client.post("/works/payments/paid", {"measures": [ids[0]]})
    assert works.Measure.objects.get(id=ids[0]).paid_at
    found = api.read_progress(
        filters=api.ProgressFilters(), today=world.now.date(), stuck_since=world.now
    ).whole
    assert (found.accepted, found.ordered_won, found.paid_won) == (2, 1_400_000, 700_000)


def test_yearly_checks_and_defects_are_lists(world, visit):
    ids = ready(world, "1")
    works.Measure.objects.filter(id__in=ids).update(kind="flood-alarm")
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    report(firm, path, ids[0])
    spot(world, ids[0])
    client = visit("clerk1")
    assert f"/works/spot/{ids[0]}/" not in client.get("/works/checks/").text
    world.wait(days=370)
    assert f"/works/spot/{ids[0]}/" in visit("clerk1").get("/works/checks/").text
    before = works.Measure.objects.get(id=ids[0]).check_on
    spot(world, ids[0], api.SpotStep.CHECK, files=[])
    assert works.Measure.objects.get(id=ids[0]).check_on > before


def test_who_leads_lets_photos_out_and_everybody_sees_no_small_count(world, visit):
    ids = finish_works(world, visit, "1", "2")
    shot = EvidencePhoto.objects.filter(moment="after", evidence__object_id=ids[0]).first()
    everybody = visit()
    address = f"/open/works/photos/{shot.sha256}/small"
    assert everybody.get(address).status_code == 404
    form = {"measure": ids[0], "photo": shot.pk, "released": "1"}
    assert visit("roads.officer").post("/works/gallery/release", form).status_code == 403
    assert visit("clerk1").post("/works/gallery/release", form).status_code == 302
    assert everybody.get(address).status_code == 200
    page = everybody.get("/open/works")
    assert page.status_code == 200
    assert "마친 공사가 아직 적어" in page.text
    assert "새벗로 1" not in page.text


def test_a_district_that_does_not_wish_it_shows_nothing(world, visit):
    settings = District.objects.get().settings
    District.objects.update(settings=settings | {"works": {"public": False}})
    district.forget()
    assert visit().get("/open/works").status_code == 404


def test_the_effect_is_said_with_its_doubt(world, visit):
    finish_works(world, visit, "1")
    client = visit("clerk1")
    assert "아직 적어" in client.get("/works/effect/").text
    number = works.Measure.objects.get().pk
    day = world.now.date().isoformat()
    for _ in range(2):
        client.post(f"/works/spot/{number}/trouble", {"kind": "flood", "on": day})
    assert Trouble.objects.count() == 1


@pytest.mark.parametrize("address", ["/works/progress/", "/works/orders/new/"])
def test_many_take_as_many_statements_as_two(world, visit, address):
    client = visit("clerk1")

    def statements():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    ready(world, "1", "2")
    two = statements()
    ready(world, *map(str, range(3, 12)))
    assert statements() == two


def test_an_order_of_many_takes_as_many_statements_as_of_two(world, visit):
    client = visit("clerk1")
    orders = [
        order_works(world, ready(world, *names))
        for names in (("1", "2"), tuple(map(str, range(3, 12))))
    ]

    def statements(path, who):
        who.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert who.get(path).status_code == 200
        return len(queries)

    one, many = (statements(f"/works/orders/{order.id}/", client) for order in orders)
    assert one == many
    firm = visit()
    one, many = (statements(path_of(order), firm) for order in orders)
    assert one == many


@pytest.mark.server
def test_another_department_does_not_see_works(world, visit):
    District.objects.update(
        settings=District.objects.get().settings | {"works": {"department": "housing"}}
    )
    district.forget()
    assert visit("roads.officer").get("/works/progress/").status_code == 403
    assert visit("clerk1").get("/works/progress/").status_code == 200


def test_a_new_link_ends_the_old_one(world, visit):
    sent = order_works(world, ready(world, "1"))
    page = visit("clerk1").post(f"/works/orders/{sent.id}/link", follow=True).text
    # The notice that holds the link is the only place of it: it does not go by itself.
    (notice,) = re.findall(r'(?s)<div class="tl-said ([^"]*)"[^>]*>(.*?)</div>', page)
    assert "lasting" in notice[0]
    assert "새 링크를 업체에 전해 주세요" in notice[1]
    assert "/w/" in notice[1]
    assert visit().get(path_of(sent)).status_code == 410
