"""The map: drawn from our own files, led by keys, linked with its list, a list without WebGL."""

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICK = "/cases/{code}/place/?at=36.6188,125.3330"


@pytest.fixture
def code(world, settings, map_file):
    settings.TOWNLINE_MAPS = map_file
    return world.text("느티시장 입구에 구멍이 났어요")


@pytest.fixture
def draw(look, drawing, code):
    """Give ``draw(username, path, **how)``: a page whose map was drawn."""

    def open_(username, path, **how):
        page = look(username, path, browser=drawing, **how)
        expect(page.locator("tl-map")).to_have_attribute("data-state", "ready", timeout=60_000)
        return page

    return open_


def test_list_and_map_choose_for_each_other_and_nothing_is_fetched_from_elsewhere(
    look, drawing, code, pages
):
    page = look("clerk1", "/sign-in/", browser=drawing)
    urls = record_requests(page.context)
    page.goto(PICK.format(code=code))
    expect(page.locator("tl-map")).to_have_attribute("data-state", "ready", timeout=60_000)
    assert any("/map/handeul.pmtiles" in one for one in urls)
    assert elsewhere(urls, pages) == []
    the_list_and_the_map_choose_for_each_other(page)
    a_mark_that_is_pressed_chooses_its_row(page)
    check_further_layers(page)
    a_place_is_picked_by_keys_alone(page, code)


def test_what_is_fetched_from_elsewhere_would_be_seen(pages, drawing):
    with drawing.new_context(bypass_csp=True) as context:
        urls = record_requests(context)
        page = context.new_page()
        page.goto(f"{pages}/map/areas.json")
        page.evaluate("fetch('http://127.0.0.2:9/tile').catch(() => 0)")
        assert elsewhere(urls, pages) == ["http://127.0.0.2:9/tile"]


def record_requests(context):
    """Note every address that a window asks, those of its workers too."""
    urls = []
    context.on("request", lambda request: urls.append(request.url))
    return urls


def elsewhere(addresses, ours):
    return [one for one in addresses if not one.startswith((ours, "data:", "blob:"))]


def colours(page):
    """Give how many different colours the drawn ground has: an empty one has a single one."""
    return page.evaluate(
        """async () => {
          const view = document.querySelector('tl-map').view;
          const canvas = view.map.getCanvas();
          const shown = await new Promise((done) => {
            view.map.once('render', () => {
              const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
              pen.drawImage(canvas, 0, 0);
              done(pen.getImageData(0, 0, canvas.width, canvas.height).data);
            });
            view.map.triggerRepaint();
          });
          const found = new Set();
          for (let at = 0; at < shown.length; at += 404) {
            found.add((shown[at] << 16) | (shown[at + 1] << 8) | shown[at + 2]);
          }
          return found.size;
        }"""
    )


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
@pytest.mark.parametrize(("language", "dark"), ways([("ko", False), ("en", True)]))
def test_both_languages_light_and_dark_are_accessible(draw, code, language, dark):
    page = draw("clerk1", PICK.format(code=code), language=language, dark=dark)
    assert colours(page) > 10
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []


def the_list_and_the_map_choose_for_each_other(page):
    rows = page.locator("#found-places > li")
    rows.nth(1).get_by_role("button").focus()
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    assert page.evaluate("document.querySelector('tl-map').view.chosen") == "1"
    page.locator("tl-map canvas").focus()
    page.keyboard.press("PageDown")
    expect(rows.nth(2)).to_have_attribute("aria-current", "true")
    expect(rows.nth(1)).not_to_have_attribute("aria-current", "true")
    expect(page.locator(".tl-map-said")).not_to_be_empty()


def a_mark_that_is_pressed_chooses_its_row(page):
    spot = page.evaluate(
        """() => {
          const { map, layers } = document.querySelector('tl-map').view;
          return map.project(layers.find('2').geometry.coordinates);
        }"""
    )
    page.locator("tl-map canvas").click(position=spot)
    expect(page.locator("#found-places > li").nth(2)).to_have_attribute("aria-current", "true")


def a_place_is_picked_by_keys_alone(page, code):
    page.goto(f"/cases/{code}/place/")
    expect(page.locator("tl-map")).to_have_attribute("data-state", "ready", timeout=60_000)
    page.locator("tl-map canvas").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="누른 위치에서 가까운 곳")).to_be_visible()
    assert "at=36." in page.url


def test_without_webgl_there_is_the_list_and_a_sentence(look, code):
    page = look("clerk1", PICK.format(code=code))
    expect(page.get_by_text("이 화면에서는 지도를 그릴 수 없습니다.")).to_be_visible()
    expect(page.locator("#found-places > li").first).to_be_visible()
    assert violations(page) == []
    urls = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not any("maplibre" in one for one in urls)


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_without_a_script_there_is_the_list_alone(look, code):
    page = look("clerk1", PICK.format(code=code), script=False)
    expect(page.locator("#found-places > li").first).to_be_visible()
    expect(page.locator("tl-map")).to_be_hidden()


LINES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[125.331, at], [125.335, at]]},
            "properties": {
                "id": f"line-{number}",
                "colour": colour,
                "pattern": pattern,
                "name": pattern,
            },
        }
        for number, (at, colour, pattern) in enumerate(
            [(36.6180, "danger", "dash"), (36.6188, "success", "solid"), (36.6196, "grey", "dot")]
        )
    ],
}


def check_further_layers(page):
    page.route("**/lines.json", lambda route: route.fulfill(json=LINES))
    page.evaluate(
        """async () => {
          const { layers, map } = document.querySelector('tl-map').view;
          layers.further.push({ id: 'lines', kind: 'lines', url: '/lines.json' });
          layers.more(layers.further[0]);
          await new Promise((done) => map.once('idle', done));
        }"""
    )
    rendered = page.evaluate(
        """['solid', 'dash', 'dot', 'dashdot', 'long'].map((pattern) =>
             document.querySelector('tl-map').view.map.queryRenderedFeatures(
               { layers: [`lines-${pattern}`] }).length > 0)"""
    )
    assert rendered == [True, True, True, False, False]
    page.evaluate(
        """() => {
          window.told = [];
          document.addEventListener('tl:map-select', ({ detail }) => window.told.push(detail));
        }"""
    )
    spot = page.evaluate("document.querySelector('tl-map').view.map.project([125.3345, 36.6180])")
    page.locator("tl-map canvas").click(position=spot)
    page.evaluate("document.querySelector('tl-map').choose('line-2')")
    assert page.evaluate("window.told") == [
        {"id": "line-0", "from": "map"},
        {"id": "line-2", "from": "page"},
    ]
    assert page.evaluate(
        "document.querySelector('tl-map').view.layers.find('line-2').properties.pattern"
    ) == ("dot")
