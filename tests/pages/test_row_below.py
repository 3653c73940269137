"""After a decision by A, L or D the row below opens, ready for the next key."""

import pytest
from playwright.sync_api import expect

from tests.reader import reading
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SURE = reading(("roads", 0.97, ("구멍",)), ("traffic", 0.02, ()), sure=True)


@pytest.fixture
def codes(world, reader):
    """Have six texts that a machine is sure about, the oldest on top of the list."""
    reader.readings = {"구멍": SURE}
    found = []
    for number in range(6):
        found.append(world.text(f"길에 구멍이 {number}개 났어요", f"010000001{number:02d}"))
        world.wait(minutes=10)
    while classification.readings_run(now=world.now).taken:
        pass
    return found


def here(page, code):
    expect(page.locator("#pane [data-code]")).to_have_attribute("data-code", code)
    expect(page.locator("#title")).to_be_focused()


def decide(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_row_below_opens_whatever_stands_above(world, look, codes):
    page = look("clerk1", "/inbox/?view=received")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    here(page, codes[2])
    decide(page, "a")
    here(page, codes[3])
    # The one that was sent has left the list; where one is has its mark there.
    expect(page.locator("#rows [data-row]")).to_have_count(5)
    expect(page.locator("#rows [aria-current]")).to_have_attribute("id", f"row-{codes[3]}")
    # News that the page does not show yet changes nothing above.
    world.text("맨홀 뚜껑이 덜컹거려요", "01000000177")
    page.locator("#assign-department").select_option("parks")
    with page.expect_navigation():
        page.locator("#assigning button").press("Enter")
    here(page, codes[4])
    assert world.case(codes[3]).row.department == "parks"


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_a_list_that_keeps_what_was_sent_goes_on_as_well(world, look, codes):
    page = look("clerk1", f"/cases/{codes[0]}/?view=open&q=구멍")
    expect(page.locator("#rows [data-row]")).to_have_count(6)
    decide(page, "a")
    here(page, codes[1])
    assert "view=open" in page.url
    expect(page.locator("#rows [data-row]")).to_have_count(6)


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_the_end_of_the_list_is_told(look, codes):
    page = look("clerk1", f"/cases/{codes[-1]}/?view=received")
    decide(page, "a")
    here(page, codes[-1])
    expect(page.get_by_text("목록의 끝입니다. 아래에 더 없습니다.")).to_be_visible()
    expect(page.locator("[data-key=undo]").first).to_be_visible()


def test_what_is_dangerous_is_gone_through_as_the_list_shows_it(world, visit, codes):
    for code in (codes[1], codes[4]):
        Case.objects.filter(code=code).update(danger=True)
    client = visit("clerk1")
    shown = [row for row in codes if f'id="row-{row}"' in client.get("/inbox/").content.decode()]
    assert set(shown) == set(codes)

    def after(code):
        sent = client.post(f"/cases/{code}/assign?view=received", {"department": "roads"})
        return sent.url.split("/")[2]

    assert after(codes[1]) == codes[4]
    assert after(codes[4]) == codes[0]
