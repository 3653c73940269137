"""The public map of roads: 10,000 stretches and 5,000 spots from tiles, beside one GeoJSON file.

The browser draws by software here (no graphics processor), on the cores that serve the pages too.
"""

import datetime as dt
import json
import math
import random
import time
import urllib.request
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Page, Request, sync_playwright

from bench import office
from bench.scratch import Scratch
from bench.table import Figure, log_progress, quantile
from tests.chromium import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from townline.prevention.hazards.explorations.models import Line
    from townline.prevention.hazards.models import Hazard

LINES, SPOTS = 10_000, 5_000
_PAGE, _GEOJSON = "/open/map", "/api/v1/open/map.geojson"
_TIMES, _SECONDS = 3, 4
_TIMINGS_JS = """() => {
  const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? 0;
  const [list, ground, whole] = ["first-contentful-paint", "tl-map-ground", "tl-map-whole"].map(at);
  return JSON.stringify({ list, ground, whole });
}"""
# How many frames show the map elsewhere than the frame before, while a pointer drags it.
_COUNT = """() => {
  const { map } = document.querySelector("tl-map").view;
  const where = () => `${map.getCenter()} ${map.getCanvas().style.transform}`;
  const told = window.dragged = { frames: 0, begun: performance.now(), over: false };
  let last = where();
  const look = () => {
    const now = where();
    if (now !== last) told.frames += 1;
    last = now;
    if (told.over) told.rate = 1000 * told.frames / (performance.now() - told.begun);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
_OVER = """async () => {
  window.dragged.over = true;
  while (!("rate" in window.dragged)) await new Promise(requestAnimationFrame);
  return window.dragged.rate;
}"""
# The painting alone: a step with each frame, and how many frames were drawn.
_PAN = """async (seconds) => {
  const { map } = document.querySelector("tl-map").view;
  const until = performance.now() + 1000 * seconds;
  let drawn = 0;
  const count = () => { drawn += 1; };
  map.on("render", count);
  for (let step = 0; performance.now() < until; step += 1) {
    map.panBy([step % 120 < 60 ? 4 : -4, step % 80 < 40 ? 2 : -2], { animate: false });
    await new Promise(requestAnimationFrame);
  }
  map.off("render", count);
  return drawn / seconds;
}"""
_HIDE = """() => {
  const { map } = document.querySelector("tl-map").view;
  for (const { id } of map.getStyle().layers) {
    if (/^(lines|points)-/.test(id)) map.setLayoutProperty(id, "visibility", "none");
  }
}"""


def measure(place: Scratch) -> list[Figure]:
    """Lay the rows, then look at the page as a browser does, and drag the map."""
    from townline.demo.ground.making import file_in, make
    from townline.platform.core.paths import DEMO

    make(DEMO, file_in(place.home / "map", DEMO))
    _lay()
    cold = _cold()
    with office.running(place.home, demo=False, own_database=False) as house:
        flags = [flag for flag in FLAGS if flag != "--disable-3d-apis"]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            seen = [_open(browser, house.port) for _ in range(_TIMES)]
            browser.close()
        whole = _fetch_stats(house.port, _GEOJSON)
    return [*cold, *_figures(seen, whole)]


def _lay() -> None:
    from townline.prevention.hazards.explorations.models import Campaign, Line
    from townline.prevention.hazards.models import Hazard

    log_progress(f"laying {LINES:,} stretches and {SPOTS:,} spots")
    rng = random.Random(7)  # noqa: S311 -- the same rows each time
    now = dt.datetime.now(dt.UTC)
    Hazard.objects.all().delete()
    Line.objects.all().delete()
    tour, _ = Campaign.objects.get_or_create(name="bench roads", year=2026, created_at=now)
    Line.objects.bulk_create([_line(tour.id, n, rng) for n in range(LINES)])
    Hazard.objects.bulk_create([_spot(n, rng, now) for n in range(SPOTS)])


def _line(campaign: int, number: int, rng: random.Random) -> "Line":
    from townline.prevention.hazards.explorations.models import Line

    points = [_place(rng)]
    for _ in range(rng.randint(2, 9)):
        x, y = points[-1]
        points.append((x + rng.gauss(0, 0.0006), y + rng.gauss(0, 0.0006)))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Line(
        campaign_id=campaign, surface=("roadway", "pavement")[number % 2], length_m=300.0,
        geometry={"type": "LineString", "coordinates": points}, west=min(xs), south=min(ys),
        east=max(xs), north=max(ys), address=f"느티로 {number}", begins_at="느티시장 입구",
        ends_at="새벗사거리", dong="느티동", fingerprint=f"{number:064x}",
        explored_on=dt.date(2024 + number % 3, 5, 4) if number % 10 else None,
    )  # fmt: skip


def _spot(number: int, rng: random.Random, now: dt.datetime) -> "Hazard":
    from townline.prevention.hazards.models import Hazard

    x, y = _place(rng)
    return Hazard(
        kind="cavity", severity="high", state="closed" if number % 10 else "made_safe",
        source="exploration", geometry={"type": "Point", "coordinates": (x, y)}, latitude=y,
        longitude=x, west=x, south=y, east=x, north=y, address=f"한들로 {number}", dong="느티동",
        width_cm=80, length_cm=120, depth_cm=45, reported_at=now, made_safe_at=now,
        repaired_at=now if number % 10 else None,
        released_at=now,
    )  # fmt: skip


def _place(rng: random.Random) -> tuple[float, float]:
    return 125.31 + rng.random() * 0.05, 36.60 + rng.random() * 0.045


def _cold() -> list[Figure]:
    """Read and cut in this process: what the first reader after a change waits for."""
    from townline.platform.core import district
    from townline.prevention.hazards.hazard_map.rules.items import MapFilters
    from townline.prevention.hazards.hazard_map.rules.tiles import cut, lay
    from townline.prevention.hazards.hazard_map.selectors import snapshot

    district.forget()
    begun = time.perf_counter()
    found = snapshot()
    read = time.perf_counter() - begun
    begun = time.perf_counter()
    snapshot()
    again = time.perf_counter() - begun
    middle = lay(found.items[0]).box
    begun = time.perf_counter()
    cut(found.drawn(MapFilters()), 10, int(middle[0] * 1024), int(middle[1] * 1024))
    tile = time.perf_counter() - begun
    return [
        Figure(name="roads: all read anew after a change", value=f"{1000 * read:.0f} ms"),
        Figure(name="roads: seen that nothing changed", value=f"{1000 * again:.0f} ms"),
        Figure(
            name="roads: the dearest tile cut for the first time", value=f"{1000 * tile:.0f} ms"
        ),
    ]


def _open(browser: Browser, port: int) -> dict[str, Any]:
    with browser.new_context(base_url=f"http://127.0.0.1:{port}") as window:
        tiles: list[Request] = []
        # Those of its workers too, which the page itself does not see.
        window.on("requestfinished", lambda one: tiles.append(one) if ".mvt" in one.url else None)
        page = window.new_page()
        page.goto(_PAGE)
        page.locator("tl-map").scroll_into_view_if_needed()
        page.wait_for_selector("tl-map[data-state=ready]", timeout=60_000)
        timings: dict[str, Any] = json.loads(page.evaluate(_TIMINGS_JS))
        timings |= _tiles(tiles)
        timings["drag"] = _drag(page)
        timings["pan"] = _pan(page)
        page.evaluate(_HIDE)
        timings["bare"] = _pan(page)
        return timings


def _tiles(found: list[Request]) -> dict[str, float]:
    """Add up what the first view fetched, and how long from the first question to the last byte."""
    begun = min(one.timing["startTime"] for one in found)
    ended = max(one.timing["startTime"] + one.timing["responseEnd"] for one in found)
    size = sum(one.sizes()["responseBodySize"] for one in found)
    return {"tiles": len(found), "kilobytes": size / 1000, "data": ended - begun}


def _drag(page: Page) -> float:
    """Drag as a hand does, a little to and fro; give the frames a second that people see."""
    box = page.locator("tl-map canvas").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_COUNT)
    until, step = time.monotonic() + _SECONDS, 0
    while time.monotonic() < until:
        step += 1
        page.mouse.move(x + 120 * math.sin(step / 25), y + 80 * math.sin(step / 18))
    rate = float(page.evaluate(_OVER))
    page.mouse.up()
    return rate


def _pan(page: Page) -> float:
    page.evaluate(_PAN, 1)
    return float(page.evaluate(_PAN, _SECONDS))


def _fetch_stats(port: int, path: str) -> tuple[float, float]:
    """Give kilobytes (packed) and milliseconds of one file, the second time it is asked."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"}
    )
    for _ in range(2):
        begun = time.perf_counter()
        with urllib.request.urlopen(request) as answer:  # noqa: S310 -- our own address
            size = len(answer.read())
        took = time.perf_counter() - begun
    return size / 1000, 1000 * took


def _figures(seen: list[dict[str, Any]], whole: tuple[float, float]) -> list[Figure]:
    def middle(name: str) -> float:
        return quantile([one[name] for one in seen], 0.5)

    name = f"roads, {LINES:,} lines and {SPOTS:,} points"
    return [
        Figure(name=f"{name}: list there", value=f"{middle('list'):.0f} ms", aim="1.5 s"),
        Figure(name=f"{name}: ground there", value=f"{middle('ground'):.0f} ms"),
        Figure(name=f"{name}: map whole", value=f"{middle('whole'):.0f} ms"),
        Figure(name=f"{name}: one GeoJSON file", value=f"{whole[0]:.0f} kB, {whole[1]:.0f} ms"),
        Figure(name=f"{name}: tiles of the first view",
               value=f"{middle('kilobytes'):.0f} kB, {middle('data'):.0f} ms, "
               f"{middle('tiles'):.0f} tiles",
               ratio=middle("kilobytes") / whole[0], to="the file's kB"),
        Figure(name=f"{name}: painted anew without them", value=f"{middle('bare'):.0f} frames/s"),
        Figure(name=f"{name}: painted anew", value=f"{middle('pan'):.0f} frames/s",
               ratio=middle("pan") / middle("bare"), to="without them"),
        Figure(name=f"{name}: dragged", value=f"{middle('drag'):.0f} frames/s",
               aim="50 frames/s"),
    ]  # fmt: skip
