"""The map: how long until it is painted in a real browser, and what it costs to draw its tiles.

The browser draws by software here (no graphics processor), on the cores that serve the pages too.
"""

import json
import time
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench import office, scratch
from bench.table import Figure, log_progress, quantile
from tests.chromium import CHROMIUM, FLAGS

_TIMES = 5
_PAGE = "/open/map/matters"
_READ_IN = 50  # looks
_TIMINGS_JS = """() => {
  const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? 0;
  const files = performance.getEntriesByType("resource");
  return JSON.stringify({
    list: at("first-contentful-paint"), painted: at("tl-map-painted"), whole: at("tl-map-whole"),
    kilobytes: files.reduce((sum, file) => sum + file.transferSize, 0) / 1000,
    requests: files.length,
  });
}"""


def measure() -> list[Figure]:
    """Draw the demo's tiles, then open the public map for the first time and again."""
    with scratch.folder() as home:
        tile_figure = _draw(home)
        with (
            office.running(home, demo=True, own_database=True) as house,
            sync_playwright() as playwright,
        ):
            # All but one: a browser with a graphics processor has less to do.
            flags = [flag for flag in FLAGS if flag != "--disable-3d-apis"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            _wait_until_read(house.port)
            log_progress(f"opening {_PAGE}")
            seen = [_open(browser, house.port) for _ in range(_TIMES)]
            browser.close()
    return [tile_figure, *_figures([first for first, _ in seen], "the first time"),
            *_figures([again for _, again in seen], "again")]  # fmt: skip


def _wait_until_read(port: int) -> None:
    """Wait until the demo's texts are read, so that all matters lie on the map; five minutes."""
    log_progress("waiting until the demo's texts are read")
    sizes = [0]
    while len(sizes) < _READ_IN and not (sizes[-1] and sizes[-1] == sizes[-2]):
        time.sleep(6)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{_PAGE}") as answer:
            page = answer.read()
        sizes.append(len(page) if b"<tl-map" in page else 0)


def _draw(home: Path) -> Figure:
    from townline.demo.ground.making import file_in, make
    from townline.platform.core.paths import DEMO

    log_progress("drawing the demo's tiles")
    target, begun = file_in(home / "map", DEMO), time.process_time()
    make(DEMO, target)
    seconds, size = time.process_time() - begun, target.stat().st_size / 1000
    return Figure(name="the demo's map drawn", value=f"{seconds:.1f} s of a core, {size:.0f} kB")


def _open(browser: Browser, port: int) -> tuple[dict[str, Any], dict[str, Any]]:
    with browser.new_context(base_url=f"http://127.0.0.1:{port}") as window:
        return _page_timings(window), _page_timings(window)


def _page_timings(window: BrowserContext) -> dict[str, Any]:
    page = window.new_page()
    page.goto(_PAGE)
    page.wait_for_selector("tl-map[data-state=ready]", timeout=60_000)
    found: dict[str, Any] = json.loads(page.evaluate(_TIMINGS_JS))
    page.close()
    return found


def _figures(seen: list[dict[str, Any]], when: str) -> list[Figure]:
    def middle(name: str) -> float:
        return quantile([one[name] for one in seen], 0.5)

    return [
        Figure(name=f"map page, {when}: list there", value=f"{middle('list'):.0f} ms",
               aim="1.5 s"),
        Figure(name=f"map page, {when}: map painted", value=f"{middle('painted'):.0f} ms",
               aim="1 s"),
        Figure(name=f"map page, {when}: map whole", value=f"{middle('whole'):.0f} ms"),
        Figure(name=f"map page, {when}: fetched",
               value=f"{middle('kilobytes'):.0f} kB, {middle('requests'):.0f} requests"),
    ]  # fmt: skip
