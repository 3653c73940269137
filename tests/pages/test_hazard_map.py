"""The public map of explorations and repairs, drawn from our own tiles, in a browser."""

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import violations
from townline.prevention.hazards.hazard_map.tests.lying import line, spot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lying(world):
    lines = [
        line(number * 8, surface=("roadway", "pavement")[number % 2], explored=number < 4)
        for number in range(6)
    ]
    return lines, [spot(1), spot(20, state="made_safe", repaired_at=None)]


@pytest.fixture
def draw(look, drawing, settings, map_file):
    settings.TOWNLINE_MAPS = map_file

    def open_(path, **how):
        page = look(None, path, browser=drawing, **how)
        is_ready(page)
        return page

    return open_


def is_ready(page):
    page.locator("tl-map").scroll_into_view_if_needed()
    expect(page.locator("tl-map")).to_have_attribute("data-state", "ready", timeout=60_000)


def rendered_counts(page):
    """Say which layers show something, once all tiles are there."""
    return page.evaluate(
        """async () => {
          const { map } = document.querySelector('tl-map').view;
          if (!map.areTilesLoaded()) await new Promise((done) => map.once('idle', done));
          const layers = ['lines-solid', 'lines-dash', 'lines-dot', 'points-marks'];
          return layers.map((id) =>
            new Set(map.queryRenderedFeatures({ layers: [id] }).map((one) => one.id)).size);
        }"""
    )


@pytest.mark.parametrize(
    ("language", "width", "dark"), ways([("ko", 1366, False), ("en", 390, True)])
)
def test_it_is_accessible_and_drawn_by_colour_and_pattern(lying, draw, language, width, dark):
    page = draw(f"/open/map?lang={language}", language=language, width=width, dark=dark)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert rendered_counts(page) == [2, 2, 2, 2]
    # A link to one spot shows it in words and on the map.
    _, (repaired, _) = lying
    page.goto(f"/open/map?lang={language}&item=p{repaired.id}")
    is_ready(page)
    expect(page.locator("#chosen")).to_contain_text(
        {"ko": "보수한 날", "en": "Repaired on"}[language]
    )
    assert chosen_feature(page)[0] == f"p{repaired.id}"


def test_list_and_map_show_and_choose_the_same(lying, draw):
    lines, (repaired, _) = lying
    page = draw("/open/map?lang=ko&kind=roadway")
    check_map_selection(page, lines[0])
    page.goto("/open/map?lang=ko")
    is_ready(page)
    list_and_map_choose_for_each_other_by_keys_alone(page, repaired, lines[0])
    the_filter_holds_for_the_list_and_for_the_map(page)


def the_filter_holds_for_the_list_and_for_the_map(page):
    page.get_by_label("종류").select_option("repaired")
    page.get_by_role("button", name="찾기").click()
    expect(page.locator("#found > li")).to_have_count(1)
    is_ready(page)
    assert rendered_counts(page) == [0, 0, 0, 1]


def chosen_feature(page):
    return page.evaluate(
        """async () => {
          const { map, layers, chosen } = document.querySelector('tl-map').view;
          if (!map.areTilesLoaded()) await new Promise((done) => map.once('idle', done));
          return [chosen, layers.find(chosen)?.geometry.type];
        }"""
    )


def list_and_map_choose_for_each_other_by_keys_alone(page, repaired, line_):
    link = page.locator(f"#found > li[data-map-id=p{repaired.id}] a")
    link.focus()
    assert chosen_feature(page) == [f"p{repaired.id}", "Point"]
    page.keyboard.press("Enter")
    expect(page.locator("#chosen-name")).to_be_focused()
    expect(page.locator("#chosen")).to_contain_text("가로 0.8 m · 세로 1.2 m · 깊이 0.45 m")
    page.locator("tl-map canvas").focus()
    page.keyboard.press("PageDown")
    first = f"l{line_.id}"
    expect(page.locator(f"#found > li[data-map-id={first}]")).to_have_attribute(
        "aria-current", "true"
    )
    expect(page.locator("#chosen")).to_contain_text(line_.address)
    assert chosen_feature(page) == [first, "MultiLineString"]


def check_map_selection(page, line_):
    spot_ = page.evaluate(
        """async () => {
          const { map } = document.querySelector('tl-map').view;
          map.jumpTo({ center: [125.3315, 36.6102], zoom: 17 });
          await new Promise((done) => map.once('idle', done));
          return map.project([125.3315, 36.6102]);
        }"""
    )
    page.locator("tl-map canvas").click(position=spot_)
    expect(page.locator("#chosen-name")).to_have_text(line_.address)


def test_many_lines_are_pictures_that_are_pressed_as_lines_are(lying, draw, monkeypatch):
    monkeypatch.setattr("townline.prevention.hazards.hazard_map.selectors.MANY", 0)
    lines, _ = lying
    page = draw("/open/map?lang=ko&kind=roadway")
    layer = "document.querySelector('tl-map').view.map.getLayer('lines-picture').type"
    assert page.evaluate(layer) == "raster"
    check_map_selection(page, lines[0])
    page.evaluate("document.querySelector('tl-map').view.choose('', 'page')")
    assert reds(page) > 100


def reds(page):
    """Count the dots of the drawn map in the colour of explored roadways."""
    return page.evaluate(
        """() => new Promise((done) => {
          const { map } = document.querySelector('tl-map').view;
          map.once('render', () => {
            const { width, height } = map.getCanvas();
            const pen = new OffscreenCanvas(width, height).getContext('2d');
            pen.drawImage(map.getCanvas(), 0, 0);
            const { data } = pen.getImageData(0, 0, width, height);
            let found = 0;
            for (let at = 0; at < data.length; at += 4) {
              found += data[at] > 150 && data[at + 1] < 90 && data[at + 2] < 70;
            }
            done(found);
          });
          map.triggerRepaint();
        })"""
    )


def test_without_a_script_there_are_list_filters_and_one_spot(lying, look):
    page = look(None, "/open/map?lang=ko", script=False)
    expect(page.locator("tl-map")).to_be_hidden()
    page.get_by_label("종류").select_option("repaired")
    page.get_by_role("button", name="찾기").click()
    page.locator("#found > li a").click()
    expect(page.locator("#chosen")).to_contain_text("보수한 날")


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_without_webgl_there_is_the_list_and_a_sentence(lying, look):
    page = look(None, "/open/map?lang=ko")
    expect(page.get_by_text("이 화면에서는 지도를 그릴 수 없습니다.")).to_be_visible()
    expect(page.locator("#found > li")).to_have_count(8)
    assert violations(page) == []


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_another_website_may_frame_the_embedded_part(lying, look):
    page = look(None, "/open/map/embed?lang=ko&kind=repaired")
    assert violations(page) == []
    expect(page.get_by_role("link", name="새 창")).to_have_attribute("target", "_blank")
