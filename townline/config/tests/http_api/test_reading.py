"""Lists, single cases, the directory and the links."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


def test_departments_speak_the_language_asked_for(caller):
    clerk = caller("clerk1")
    korean = {d["code"]: d for d in clerk.get("/departments")["items"]}
    english = {d["code"]: d for d in clerk.get("/departments", Accept_Language="en")["items"]}
    assert korean["roads"]["name"] == korean["roads"]["name_ko"] == "도로과"
    assert english["roads"]["name"] == korean["roads"]["name_en"]
    assert korean[korean["roads"]["parent"]]["kind"] == "bureau"


def test_services_name_their_department(caller):
    services = {s["service_code"]: s for s in caller("clerk1").get("/services")["items"]}
    assert services["lighting"]["department"] == "roads"


def test_a_list_goes_on_by_its_next_path(world, caller):
    codes = {world.text(f"길 {n}번째", f"010000001{n:02}") for n in range(5)}
    clerk = caller("clerk1")
    page = clerk.get("/cases?limit=2&state=received")
    seen = [row["code"] for row in page["items"]]
    assert page["next"].startswith("/api/v1/cases?")
    while page["next"]:
        page = clerk.get(page["next"].removeprefix("/api/v1"))
        assert len(page["items"]) <= 2
        seen += [row["code"] for row in page["items"]]
    assert (len(seen), set(seen)) == (5, codes)


def test_states_groups_search_and_department_narrow_the_list(world, caller):
    road = world.text("느티시장 길이 파였어요", "01000000011")
    lamp = world.text("가로등이 꺼졌어요", "01000000012")
    world.assign(road)
    clerk = caller("clerk1", "cases:read")

    def codes(query: str) -> list[str]:
        return [row["code"] for row in clerk.get(f"/cases?{query}")["items"]]

    assert codes("state=with_department") == [road]
    assert codes("state=todo&q=가로등") == [lamp]
    assert codes("department=roads") == [road]
    assert codes("state=finished") == []
    assert codes(f"q={lamp.lower()}") == [lamp]
    world.wait(hours=49)
    assert set(codes("state=overdue")) == {road, lamp}


def test_a_wish_left_blank_is_no_wish(world, caller):
    code = world.text("길이 파였어요")
    clerk = caller("clerk1")
    for query in ("", "state=&q=&limit=&cursor=", "department=&service="):
        assert [row["code"] for row in clerk.get(f"/cases?{query}")["items"]] == [code], query


def test_a_list_asks_the_database_as_often_for_one_case_as_for_thirty(world, caller):
    clerk = caller("clerk1")

    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            items = clerk.get("/cases")["items"]
        return len(items), len(seen)

    world.text("길", "01000000010")
    queries()  # the token's first use of the minute is written down
    one, few = queries()
    for n in range(30):
        world.text(f"길 {n}번째", f"010000001{n:02}")
    many, again = queries()
    assert (one, many) == (1, 31)
    assert again == few <= 6


def test_reading_leaves_a_case_unread(world, caller):
    code = world.text("길이 파였어요")
    clerk = caller("clerk1")
    clerk.get(f"/cases/{code}")
    assert clerk.get(f"/cases/{code}")["unread"] is True


def test_an_officer_sees_the_own_department_only(world, caller):
    mine, other = world.text("길", "01000000011"), world.text("쓰레기", "01000000012")
    world.assign(mine)
    world.assign(other, "cleaning")
    officer = caller("roads.officer")
    assert [row["code"] for row in officer.get("/cases")["items"]] == [mine]
    officer.refused(404, "not-found", "GET", f"/cases/{other}")
    officer.refused(404, "not-found", "POST", f"/cases/{other}/draft", {"body": "글"})


def test_an_answer_is_readable_and_stays_in_no_cache(world, caller):
    world.text("길이 파였어요")
    response = caller("clerk1").send("GET", "/cases")
    assert "길이 파였어요" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_no_answer_holds_the_number(world, caller):
    code = world.text("길이 파였어요")
    clerk = caller("clerk1")
    for path in ("/cases", f"/cases/{code}"):
        body = clerk.send("GET", path).content.decode()
        assert "0000-0042" not in body
        assert "1000000042" not in body


def test_oneself_and_the_token_that_acts(caller):
    me = caller("roads.officer", "cases:read", name="lists").get("/me")
    assert (me["username"], me["role"], me["department"]) == ("roads.officer", "officer", "roads")
    assert (me["powers"], me["departments"]) == (["read_own"], ["roads"])
    assert (me["token"]["name"], me["token"]["scopes"]) == ("lists", ["cases:read"])


def test_links_are_shown_as_last_reported(world, caller):
    from townline.platform.conversations import api as conversations

    conversations.link_report(transport="smpp-1", state="bound", detail="", now=world.now)
    (link,) = caller("admin").get("/links")["items"]
    assert (link["transport"], link["state"]) == ("smpp-1", "bound")


def test_a_link_that_stepped_back_says_why(world, caller):
    from townline.platform.conversations import api as conversations

    way = conversations.TransportProfile(priority=20, carries="whole", photos=1)
    for _ in range(3):
        conversations.link_report(
            transport="solapi-1", state="down", detail="no route", now=world.now, way=way
        )
    (link,) = caller("admin").get("/links")["items"]
    details = {key: link[key] for key in ("priority", "carries", "photos", "serving", "reason")}
    assert details == {
        "priority": 20,
        "carries": "whole",
        "photos": 1,
        "serving": False,
        "reason": "down: no route",
    }


def test_what_is_allowed_is_named_by_its_path(world, caller):
    code = world.awaiting()
    allowed = caller("mayor").get(f"/cases/{code}")["allowed"]
    assert set(allowed) == {
            "draft", "withdraw", "send-back", "confirm", "split", "move", "merge",
        }  # fmt: skip


def test_the_links_are_for_those_who_look_after_them(world, caller):
    for username in ("clerk1", "admin"):
        caller(username).get("/links")
    for username in ("mayor", "roads.officer"):
        caller(username).refused(403, "not-allowed", "GET", "/links")
