"""One decision serves many texts of a surge; each stays a case and is answered by itself."""

import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.site import Visit
from tests.world import World
from townline.casework.cases.api import NotFound
from townline.platform.departments.api import Act, viewer_of
from townline.prevention.incidents.surge import api
from townline.prevention.incidents.surge.rules.grouping import HoldReason, WaitingCase, group_cases
from townline.prevention.incidents.surge.tests.making import (
    SNOW,
    begin_surge,
    come,
    helper,
    service,
)
from townline.prevention.incidents.tests.making import join, open_incident

pytestmark = pytest.mark.django_db
Case: Any = apps.get_model("cases", "Case")


def _ids(groups: Any) -> list[list[int]]:
    return [[one.id for one in group.cases] for group in groups]


def test_danger_stands_first_then_what_serves_most_then_the_oldest() -> None:
    some = [WaitingCase(id=n, service="snow", event=7) for n in (1, 4, 5)]
    some += [WaitingCase(id=2, service="water"), WaitingCase(id=3, service="snow", danger=True)]
    some += [
        WaitingCase(id=6, service="lamps", sure=True),
        WaitingCase(id=8, service="lamps", sure=True),
    ]
    assert _ids(group_cases(some, [])) == [[3], [1, 4, 5], [6, 8], [2]]
    assert [group.alike for group in group_cases(some, [])] == [False, True, False, False]


def test_likeness_joins_within_one_service_only_and_no_two_incidents() -> None:
    def two(**second: Any) -> int:
        pair = [
            WaitingCase(id=1, service="snow", incident=1),
            replace(WaitingCase(id=2, service="snow"), **second),
        ]
        return len(group_cases(pair, [(2, 1)]))

    assert two() == 1
    assert (two(service="water"), two(service=""), two(incident=2)) == (2, 2, 2)


def test_unlike_ones_are_held_back_and_one_alone_never_is() -> None:
    some = [WaitingCase(id=n, service="snow", event=1) for n in (1, 2, 3)]
    some += [WaitingCase(id=4, event=1), WaitingCase(id=5, service="water", event=1)]
    some += [WaitingCase(id=6, service="snow", event=1, several=True), WaitingCase(id=7)]
    first, second = group_cases(some, [])
    assert first.service == "snow"
    assert first.held == {4: HoldReason.UNREAD, 5: HoldReason.OTHER, 6: HoldReason.SEVERAL}
    assert (second.lead, second.held) == (7, {})


def test_a_group_is_sorted_by_one_press_and_put_back_by_another(world: World, visit: Visit) -> None:
    before = world.text(SNOW, "01000004999")
    world.wait(minutes=1)
    begin_surge(world)
    about = service()
    codes = come(world, 5, about)
    clerk = visit("clerk1")
    page = clerk.get("/surge/texts/").content.decode()
    assert 'data-key="accept"' in page
    assert all(f'value="{code}" checked' in page for code in codes)
    assert before not in page
    form: dict[str, Any] = {"codes": codes[:4], "key": str(uuid.uuid4()), "service": about}
    assert clerk.post("/surge/texts/sort", form).status_code == 302
    clerk.post("/surge/texts/sort", form)  # the same form once more
    sent = Case.objects.filter(code__in=codes[:4])
    assert set(sent.values_list("state", "service")) == {("with_department", about)}
    assert sent.values("resident").distinct().count() == 4
    assert Case.objects.get(code=codes[4]).state == "received"
    page = clerk.get("/surge/texts/").content.decode()
    assert 'data-key="undo"' in page
    clerk.post("/surge/texts/undo", {})
    assert set(sent.values_list("state", "service")) == {("received", None)}


def test_a_helper_sorts_and_joins_what_is_of_the_surge_and_nothing_else(world: World) -> None:
    before = world.text(SNOW, "01000004999")
    world.wait(minutes=1)
    surge = begin_surge(world)
    about, clerk = service(), world.person("clerk1")
    codes = come(world, 3, about)
    staff, _ = helper(world)
    acting = viewer_of(staff, now=world.now)
    incident = open_incident(world)
    done = api.texts_join(Act(acting, world.now), incident=incident.pk, codes=codes,
                          anyway=codes)  # fmt: skip
    assert done.joined == codes
    api.join_undo(Act(acting, world.now), incident=incident.pk)
    join(world, incident, codes[:2])
    with pytest.raises(api.NothingToUndo):  # that one was the clerk's
        api.join_undo(Act(acting, world.now), incident=incident.pk)
    wanted: dict[str, Any] = {"act": Act(acting, world.now), "service": about}
    assert api.texts_sort(key=uuid.uuid4(), codes=[before], **wanted) == 0
    batch = api.texts_sort(key=uuid.uuid4(), codes=codes[:2], **wanted)
    with pytest.raises(NotFound):
        api.sort_undo(Act(clerk, world.now), batch=batch)
    assert api.texts_sort(key=uuid.uuid4(), codes=codes[:2], **wanted) == 0
    assert Case.objects.get(code=before).state == "received"
    api.surge_end(Act(clerk, world.now), surge_id=surge.pk)
    with pytest.raises(api.SurgeOver):
        api.texts_sort(key=uuid.uuid4(), codes=codes[2:], **wanted)


def test_a_helper_reads_no_number_and_opens_no_case(world: World, visit: Visit) -> None:
    begin_surge(world)
    world.wait(minutes=1)
    code = world.text("눈이요. 제 번호는 010-0000-0042", "01000005000")
    staff, _ = helper(world)
    page = visit(staff.username).get("/surge/texts/").content.decode()
    assert code in page
    assert "010-0000-0042" not in page
    assert f"/cases/{code}/" not in page
    assert f"/cases/{code}/" in visit("clerk1").get("/surge/texts/").content.decode()


def test_two_at_work_are_given_different_groups(world: World, visit: Visit) -> None:
    begin_surge(world)
    world.wait(minutes=1)
    first, second = world.text("하나", "01000005000"), world.text("둘", "01000005001")
    one, other = visit("clerk1"), visit("clerk2")
    assert f'id="t-{first}"' in one.get("/surge/texts/").content.decode()
    assert f'id="t-{second}"' in other.get("/surge/texts/").content.decode()
    world.wait(minutes=2)  # the first has gone away
    assert f'id="t-{first}"' in other.get("/surge/texts/").content.decode()


def test_the_page_asks_as_much_for_many_as_for_few_and_a_decision_as_much_for_each(
    world: World, visit: Visit
) -> None:
    begin_surge(world)
    world.wait(minutes=1)
    about, clerk = service(), visit("clerk1")
    counts, decided = [], []
    codes: list[str] = []
    for more in (2, 6):
        codes += come(world, more, about, len(codes))
        clerk.get("/surge/texts/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            clerk.get("/surge/texts/")
        counts.append(len(queries))
    viewer = world.person("clerk1")
    for some in (codes[:1], codes[1:3], codes[3:7]):
        with CaptureQueriesContext(connection) as queries:
            api.texts_sort(Act(viewer, world.now), key=uuid.uuid4(), codes=some,
                           service=about)  # fmt: skip
        decided.append(len(queries))
    assert counts[0] == counts[1]
    alone, two, four = decided
    assert four - two == 2 * (two - alone)
