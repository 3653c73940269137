"""The pages: who sees them, that lists cost the same however long, and each press."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import pictures
from townline.platform.core.history.audit import history
from townline.prevention.works import api as works
from townline.prevention.works.api import Consent, Measure, PartyPerson, Role, WorkObject
from townline.prevention.works.models import Party
from townline.prevention.works.tests.things import (
    BY,
    consents,
    decide_measures,
    needy,
    now_of,
    order_measures,
    plan_measures,
    propose_measures,
    ready,
    take_objects,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
READ = ["", "export.csv", "consents/", "consents/export.csv", "?view=all", "?view=held"]
PHONE = "+821000000431"


def words(client, url, status=200):
    page = client.get(url)
    assert page.status_code == status, page.content.decode()[:2000]
    return page.content.decode()


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def story():
    propose_measures("p", "flood-barrier", "flood-alarm")
    decide_measures("d")
    ready("r")
    plan_measures("l")
    order_measures("o")
    take_objects(needy("gone"))
    works.object_take_out(
        object_id=WorkObject.objects.get(reference="gone").pk, reason="헐림", **BY
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_page_opens_for_its_readers(visit, language):
    story()
    for person in ("housing.officer", "housing.head", "mayor", "clerk1"):
        client = visit(person, language)
        for page in READ:
            words(client, f"/works/{page}")
        for row in WorkObject.objects.all():
            words(client, f"/works/objects/{row.pk}/")
    client = visit("housing.officer", language)
    page = words(client, "/works/")
    assert ("Suggested" if language == "en" else "제안") in page
    assert ("Flood barrier" if language == "en" else "차수판") in page
    words(client, "/works/new/")


def test_others_see_nothing_and_readers_change_nothing(visit):
    (row,) = propose_measures()
    own = f"/works/objects/{row.object_id}/"
    for page in [*READ, "new/"]:
        words(visit("roads.officer"), f"/works/{page}", 403)
    words(visit("roads.officer"), own, 403)
    for person in ("mayor", "roads.officer"):
        client = visit(person)
        presses = [f"{own}measures/{row.pk}", f"{own}party", f"{own}paper", f"{own}state",
                   f"{own}roles", "/works/many", "/works/consents/ask"]  # fmt: skip
        for press in presses:
            assert client.post(press, {"do": "decide", "id": row.pk}).status_code == 403
    assert now_of(row).state == "proposed"


def test_pages_cost_the_same_however_long(visit):
    client = visit("housing.officer")
    story()
    row = WorkObject.objects.get(reference="p").pk
    pages = ["", "consents/", "export.csv", "consents/export.csv", f"objects/{row}/"]
    [queries(client, f"/works/{page}") for page in pages]  # what is read once for a process
    before = {page: queries(client, f"/works/{page}") for page in pages}
    take_objects(*(needy(f"n{each}", "flood-barrier", "backflow-valve") for each in range(60)))
    ids = Measure.objects.filter(state="proposed").values_list("id", flat=True)
    works.measures_decide(list(ids)[10:], **BY)
    assert {page: queries(client, f"/works/{page}") for page in pages} == before
    assert max(before.values()) < 25


def test_a_list_is_sorted_and_narrowed_by_its_address(visit):
    propose_measures("1", "flood-barrier", "backflow-valve", "flood-alarm")
    client = visit("housing.officer")
    rising, falling = (words(client, f"/works/?view=all&sort={way}kind") for way in ("", "-"))
    ids = [re.findall(r'name="id" value="(\d+)"', page) for page in (rising, falling)]
    assert len(ids[0]) > 1
    assert ids[0] == ids[1][::-1]
    assert 'aria-sort="ascending"' in rising
    assert 'aria-sort="descending"' in falling
    assert words(client, "/works/?view=all&sort=object__people")  # no column of the table
    chosen = words(client, "/works/?view=all&kind=flood-alarm&sort=kind")
    assert 'href="?view=all&amp;sort=kind"><span class="ui-mute">조치 종류' in chosen


def test_many_are_decided_dropped_and_taken_back_from_the_list(visit):
    client = visit("housing.officer")
    rows = propose_measures("1", "flood-barrier", "backflow-valve", "flood-alarm")
    ids = [row.pk for row in rows]
    page = client.post("/works/many?kind=", {"id": ids, "do": "decide"})
    assert {now_of(row).state for row in rows} == {"decided"}
    assert now_of(rows[0]).decided_by_id
    after = words(client, page.headers["Location"])
    assert 'data-key="undo"' in after
    client.post("/works/many", {"id": ids, "do": "undo"})
    assert {now_of(row).state for row in rows} == {"proposed"}
    assert client.post("/works/many", {"id": ids, "do": "drop"}).status_code == 422
    client.post("/works/many", {"id": ids, "do": "drop", "reason": "예산 없음"})
    assert {now_of(row).state for row in rows} == {"dropped"}
    client.post("/works/many", {"id": ids, "do": "undo"})
    assert {now_of(row).state for row in rows} == {"proposed"}


def test_a_grade_is_chosen_by_the_name_that_its_source_has_for_it(visit):
    propose_measures("p", "flood-barrier")
    WorkObject.objects.update(source="hazard", grade="medium")
    page = words(visit("housing.officer"), "/works/?grade=medium")
    assert '<option value="medium" selected>보통</option>' in page


def test_a_measure_without_a_price_is_named_and_neither_planned_nor_ordered(visit):
    client = visit("housing.officer")
    (row,) = ready()
    works.measure_change(measure_id=row.pk, estimate=None, quantity=1, **BY)
    assert "단가 없음" in words(client, "/works/")
    assert "단가 없음" in words(client, f"/works/objects/{row.object_id}/")
    placing = works.Placing(measure_id=row.pk, year=2027, quarter=1, budget="city")
    with pytest.raises(works.NoPrice):
        works.measures_plan([placing], **BY)
    with pytest.raises(works.NoPrice):
        works.measures_order({row.pk: None}, **BY)
    url = f"/works/objects/{row.object_id}/measures/{row.pk}"
    client.post(url, {"do": "price", "estimate": "900000", "quantity": "2"})
    works.measures_plan([placing], **BY)
    assert (now_of(row).state, now_of(row).estimate) == ("planned", 900_000)


def test_an_officer_takes_an_answer_on_paper_with_a_photo_of_the_form(visit):
    client = visit("housing.officer")
    (row,) = decide_measures()
    own = f"/works/objects/{row.object_id}/"
    tenant = Consent.objects.get(measure=row, role="tenant")
    form = {"role": "tenant", "id": tenant.pk, "yes": "on"}
    assert client.post(f"{own}paper", form).status_code == 422
    client.post(f"{own}paper", form | {"photos": SimpleUploadedFile("form.jpg", pictures.jpeg())})
    tenant.refresh_from_db()
    assert (tenant.state, tenant.how) == ("given", "officer")
    assert tenant.answered_by_id
    assert "동의서 사진" in words(client, own)
    assert client.get(f"{own}photos/{tenant.form}/view").status_code == 200
    assert client.get(f"{own}photos/{tenant.form}/original").status_code == 404
    landlord = Consent.objects.get(measure=row, role="landlord")
    no = {"role": "landlord", "id": landlord.pk}
    assert client.post(f"{own}paper", no).status_code == 422  # a no says why
    client.post(f"{own}paper", no | {"reason": "팔 집"})
    assert now_of(row).state == "refused"
    client.post(f"{own}measures/{row.pk}", {"do": "reopen"})
    assert now_of(row).state == "decided"


def test_a_person_is_recorded_masked_and_each_look_is_in_the_history(visit):
    client = visit("housing.officer")
    (row,) = decide_measures()
    own = f"/works/objects/{row.object_id}/"
    client.post(f"{own}party", {"role": "landlord", "name": "홍길동", "phone": "010-0000-0431"})
    party = Party.objects.get()
    page = words(client, own)
    assert "010-****-0431" in page
    assert "00000431" not in page.replace("-", "")
    assert client.post(f"{own}party/{party.pk}/number", {}).status_code == 302
    shown = client.post(f"{own}party/{party.pk}/number", {"reason": "방문 약속"})
    assert "010-0000-0431" in shown.content.decode()
    views = history(f"work_object:{row.object_id}").filter(event="work_object:party:look")
    assert [(line.reason, line.data["role"]) for line in views] == [("방문 약속", "landlord")]
    resident = history(f"resident:{party.resident_id}").filter(event="resident:number:reveal")
    assert resident.count() == 1


def test_who_is_missing_is_a_list_that_names_nobody_in_its_file(visit):
    client = visit("housing.officer")
    (row,) = decide_measures()
    person = PartyPerson(name="홍길동", phone=PHONE)
    works.party_set(object_id=row.object_id, role=Role.TENANT, person=person, **BY)
    assert "연락처 없음" in words(client, "/works/consents/")
    assert "문자 가능" in words(client, "/works/consents/?reach=phone")
    assert "연락처 없음</span>" not in words(client, "/works/consents/?reach=phone")
    file = words(client, "/works/consents/export.csv")
    assert "새벗로 1" in file
    assert "홍길동" not in file
    assert "0431" not in file
    works.consents_give(consents(row), works.ConsentAnswer(how=works.How.OFFICER), **BY)
    assert "기다리는 동의가 없습니다" in words(client, "/works/consents/")


def test_an_object_is_added_by_hand_with_its_measure(visit):
    client = visit("housing.officer")
    form = {
        "address": "물레길 3",
        "kind": "fire-alarm",
        "roles": ["tenant"],
        "reason": "지시",
    }
    page = client.post("/works/new/", form)
    assert page.status_code == 302
    shown = words(client, page.headers["Location"])
    assert "물레길 3" in shown
    (row,) = Measure.objects.all()
    assert (row.kind, row.object.source) == ("fire-alarm", "hand")
    works.measures_decide([row.pk], **BY)
    assert [each.role for each in row.consents.all()] == ["tenant"]
