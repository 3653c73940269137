"""Pages on paper: nothing to press, nothing cut off."""

import pytest

from tests.pages.test_consent import ask_tenant
from townline.prevention.surveys.pages.tests.cards import home_card
from townline.prevention.works.progress.tests.working import order_works, path_of, ready

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAPER = 718  # pixels of an A4 sheet within its margins
CUT = """() => [...document.querySelectorAll('main *')].filter((one) =>
  getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1
  && one.clientHeight > 2 && one.checkVisibility() && !one.closest('.sr-only')
).map((one) => one.outerHTML.slice(0, 80))"""
# Parts of which nothing but headings is left.
EMPTY = """() => [
  ...document.querySelectorAll('main :is(section, article, fieldset)')
].filter((one) => {
  if (!one.checkVisibility() || one.querySelector('img, svg, canvas')) return false;
  const bare = (text) => text.replace(/\\s/g, '');
  const heads = [...one.querySelectorAll('h1, h2, h3, legend')];
  return bare(one.innerText) === bare(heads.map((head) => head.innerText).join(''));
}).map((one) => one.outerHTML.slice(0, 80))"""
PRESSED = "button, .krds-btn, .composer, .tl-bar, input, select, textarea"


@pytest.mark.parametrize(
    "path", ["/cases/{code}/", "/figures/", "/hazards/", "/works/", "/works/plans/", "/desk/"]
)
def test_it_is_cut_off_nowhere_and_shows_nothing_to_press(world, look, path):
    code = world.awaiting("느티시장 입구 길이 파였어요")
    page = look("clerk1", path.format(code=code), width=PAPER)
    page.emulate_media(media="print")
    assert page.locator("h1").first.is_visible()
    shown = page.locator(PRESSED).filter(visible=True)
    assert shown.evaluate_all("all => all.map((one) => one.outerHTML.slice(0, 80))") == []
    assert page.evaluate(EMPTY) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER


def test_the_list_prints_where_no_case_is_open(world, look):
    code = world.text("느티시장 입구 길이 파였어요")
    page = look("clerk1", "/inbox/", width=PAPER)
    page.emulate_media(media="print")
    assert page.locator(f"#row-{code}").is_visible()


# Words lighter than ink, and parts of the page darker than paper. A badge keeps its two colours.
FAINT = """() => {
  const grey = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return a === 0 ? null : Math.round((r + g + b) / 3);
  };
  const isText = (node) => node.nodeType === 3 && node.data.trim();
  const words = (one) => [...one.childNodes].some(isText);
  return [...document.querySelectorAll('body, body *')].filter((one) => {
    if (!one.checkVisibility() || one.closest('svg, canvas, .sr-only, .tl-mark')) return false;
    const style = getComputedStyle(one);
    const paper = grey(style.backgroundColor);
    return (words(one) && grey(style.color) > 130) || (paper !== null && paper < 200);
  }).map((one) => one.outerHTML.slice(0, 90));
}"""


def see_ink_on_white(page):
    """See that a page which is dark on the screen is dark ink on white paper."""
    page.emulate_media(media="screen", color_scheme="dark")
    assert page.evaluate(FAINT), "the page is dark on the screen"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("path", ["/figures/", "/open/figures"])
def test_in_dark_mode_paper_is_white_and_ink_is_dark(world, look, path):
    world.text("느티시장 입구 길이 파였어요")
    see_ink_on_white(look("clerk1", path, width=PAPER))


def test_pages_of_works_print_ink_on_white_in_dark_mode(world, look):
    sent = order_works(world, ready(world, "1", "2"))
    see_ink_on_white(look(None, path_of(sent), width=PAPER))
    page = look("clerk1", "/works/?view=all", width=PAPER)
    for path in ("?view=all", "progress/", "orders/", f"orders/{sent.id}/", "consents/"):
        page.goto(f"/works/{path}")
        see_ink_on_white(page)


def test_pages_of_tenants_print_ink_on_white_in_dark_mode(world, look, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    _, consent = ask_tenant(world)
    for path in (consent, home_card(world.now), "/open/works"):
        see_ink_on_white(look(None, path, width=PAPER))
