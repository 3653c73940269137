"""Pages on paper: nothing to press, nothing cut off."""

import pytest

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


@pytest.mark.parametrize("path", ["/figures/", "/open/figures"])
def test_in_dark_mode_paper_is_white_and_ink_is_dark(world, look, path):
    world.text("느티시장 입구 길이 파였어요")
    page = look("clerk1", path, width=PAPER)
    page.emulate_media(media="screen", color_scheme="dark")
    colours = """() => ['color', 'backgroundColor'].map((name) => {
      const [r, g, b, a] = getComputedStyle(document.body)[name].match(/[\\d.]+/g).map(Number);
      return a === 0 ? 255 : Math.round((r + g + b) / 3);
    })"""
    on_screen = page.evaluate(colours)
    assert on_screen[0] > on_screen[1], "the page is dark on the screen"
    page.emulate_media(media="print", color_scheme="dark")
    ink, paper = page.evaluate(colours)
    assert ink < 110, ink
    assert paper > 240, paper
