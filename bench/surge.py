"""A thousand texts in an hour, three clerks, keys alone: a surge sorted on the real console.

Planted groups of like texts (``_GROUPS`` at places of the district) among held-out texts with the
service that people gave them. Each clerk has a clock of their own: the seconds that the page
really let them wait, and an assumed time to read (``DECIDING``, ``READING``). A text comes when
the clock of the hour says so; while the house routes and reads it, the clocks stand still. So the
hour is pressed together by the time that nobody reads, and by nothing else.
"""

import itertools
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect, sync_playwright

from bench import desk, office
from bench.scratch import DISTRICT, Scratch, truncate_tables
from bench.table import Figure, log_progress

TEXTS, CLERKS, HOUR = 1_000, ("clerk1", "clerk2", "clerk3"), 3_600.0
# Assumed of a person: seconds for each decision, and for each text that is shown with it.
DECIDING, READING = 5.0, 1.0
_ARRIVE = HOUR - 300  # the last five minutes are for what came last
# Six of ten come within ten minutes: a crowd does not write evenly.
_BURST, _BURSTS = (300.0, 900.0), 0.6
_PATIENCE, _BOUND = 300, 3_000  # seconds: for the house to read a text, and for all of it
_DONG = ("느티동", "한들동", "새벗동", "샘골동")
_GROUPS = {
    "snow": (
        "비탈길에 눈이 쌓여 차가 못 올라가요",
        "골목이 빙판이라 미끄러워요",
        "제설이 하나도 안 됐어요",
        "언덕길 눈 좀 치워 주세요",
        "길이 얼어서 넘어질 뻔했어요",
    ),
    "drainage": (
        "지하차도에 물이 차올라요",
        "하수구가 막혀서 길이 잠겼어요",
        "맨홀에서 물이 솟아요",
        "빗물받이가 막혀 도로에 물이 고였어요",
    ),
    "lighting": ("가로등이 다 꺼져서 캄캄해요", "보안등이 나갔어요", "골목 가로등이 깜빡거려요"),
    "waste": (
        "쓰레기를 며칠째 안 가져가요",
        "재활용 수거차가 안 왔어요",
        "쓰레기봉투가 길에 쌓였어요",
    ),
}
_BEGINS = ("", "안녕하세요 ", "수고하십니다 ", "급해요 ", "여기 ", "저희 동네 ")
_ENDS = (
    "",
    " 빨리 와 주세요",
    " 부탁드립니다",
    " 아까부터 그래요",
    "!!",
    " 아이들도 다녀요",
    " 확인해 주세요",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """One text of the hour: when (seconds), from whom, and the service that it is about."""

    at: float
    sender: str
    body: str
    service: str


def measure(place: Scratch) -> list[Figure]:
    """Let the hour come in, and three clerks press what there is to press."""
    from townline.config import loading
    from townline.platform.departments import api as departments

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # as the section ``desk`` says why
    truncate_tables()
    loading.load(DISTRICT, with_staff=True)
    names = {one.service_code: one.name_ko for one in departments.services()}
    with (
        office.running(place.home, demo=False, own_database=False) as house,
        sync_playwright() as playwright,
    ):
        from tests.chromium import CHROMIUM, FLAGS

        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        clerks = [Clerk(desk.window(browser, house.port, name, 1440), {}) for name in CLERKS]
        hour = Hour(surge_texts(TEXTS), names)
        play(hour, clerks)
        figures = hour.figures(clerks)
        browser.close()
    return figures


def surge_texts(count: int) -> list[Planted]:
    """Give the texts of the hour, the same each time: six of ten in groups of like ones."""
    rng = random.Random(20)  # noqa: S311 -- the same hour each time
    rows = [(row["text"], row["service_code"]) for row in desk.held_out()]
    single = itertools.cycle(rng.sample(rows, len(rows)))
    groups = [(service, dong) for service in _GROUPS for dong in _DONG]
    found = []
    for number in range(count):
        if rng.random() < 0.6:  # noqa: PLR2004 -- the share that tells of the same things
            service, dong = rng.choice(groups)
            body = (
                rng.choice(_BEGINS) + f"{dong} {rng.choice(_GROUPS[service])}" + rng.choice(_ENDS)
            )
        else:
            body, service = next(single)
        at = rng.uniform(*(_BURST if rng.random() < _BURSTS else (0.0, _ARRIVE)))
        found.append(Planted(at, f"0100000{number:04d}", body, service))
    return sorted(found, key=lambda one: one.at)


class Hour:
    """What has come so far, and what became of it."""

    def __init__(self, texts: list[Planted], names: dict[str, str]) -> None:
        from tests.world import World
        from townline.platform.core import clock
        from townline.prevention.incidents.surge import api

        self.texts, self.names, self.came = texts, names, 0
        self.world = World()
        self.world.now = clock.now()
        self.wanted: dict[str, str] = {}  # the service of each case, by its code
        self.began = time.monotonic()
        api.surge_begin(self.world.by("clerk1"), about_ko="눈", about_en="snow")

    def come(self, until: float) -> None:
        """Let everything come that has by a moment of the hour, and be read."""
        from townline.platform.core import clock

        some = [one for one in self.texts[self.came :] if one.at <= until]
        if not some:
            return
        self.came += len(some)
        self.world.now = clock.now()
        for one in some:
            self.world.deliver(one.body, one.sender)
        self._read(some)

    def _read(self, some: list[Planted]) -> None:
        from townline.casework.cases.models import Case
        from townline.casework.classification.models import TextReading
        from townline.platform.conversations import api as conversations
        from townline.platform.conversations.models import IncomingText

        begun = time.monotonic()
        waiting = IncomingText.objects.filter(state="waiting")
        unread = TextReading.objects.filter(state="waiting", version="")
        while waiting.exists() or unread.exists():
            if time.monotonic() - begun > _PATIENCE:
                raise TimeoutError("the texts were not read")
            time.sleep(0.1)
        for one in some:
            who = conversations.resident_find(one.sender) or 0
            for code in Case.objects.filter(resident=who).values_list("code", flat=True):
                self.wanted.setdefault(str(code), one.service)

    def figures(self, clerks: list["Clerk"]) -> list[Figure]:
        from townline.casework.cases.models import Case

        rows = Case.objects.filter(code__in=self.wanted).values_list(
            "code", "state", "service", "private"
        )
        sorted_ = {code: service for code, state, service, _ in rows if state != "received"}
        left = [code for code, state, _, private in rows if state == "received" and not private]
        wrong = sum(self.wanted[str(code)] != service for code, service in sorted_.items())
        decisions = sum(clerk.decisions for clerk in clerks)
        name = f"surge: {self.came} texts in an hour, {len(clerks)} clerks by keyboard"
        longest = max(clerk.clock for clerk in clerks) / 60
        sizes = Counter(size for clerk in clerks for size in clerk.sizes)
        log_progress(f"texts of a decision: {sorted(sizes.items())}")
        return [
            Figure(name=f"{name}, sorted within it", value=f"{len(sorted_)} of {len(self.wanted)}",
                   aim="all"),
            Figure(name=f"{name}, left over (those laid aside as advertisements among them)",
                   value=f"{len(left)}"),
            Figure(name=f"{name}, the last one done after", value=f"{longest:.1f} min",
                   aim="at most 60 min"),
            Figure(name=f"{name}, decisions", value=f"{decisions}"),
            Figure(name=f"{name}, keys", value=f"{sum(clerk.keys for clerk in clerks)}"),
            Figure(name=f"{name}, waited for pages, all together",
                   value=f"{sum(clerk.waited for clerk in clerks):.0f} s"),
            Figure(name=f"{name}, reading assumed ({DECIDING:.0f} s a decision, {READING:.0f} s a "
                        "text), all together",
                   value=f"{sum(clerk.read for clerk in clerks):.0f} s"),
            Figure(name=f"{name}, other than planted", value=f"{wrong / max(len(sorted_), 1):.1%}"),
        ]  # fmt: skip


class Clerk(desk.Clerk):
    """One of the three; ``clock``: the seconds of the hour that they have used."""

    def __init__(self, page: Page, names: dict[str, str]) -> None:
        super().__init__(page, names)
        self.read = self.idle = 0.0
        self.decisions = 0
        self.sizes: list[int] = []

    @property
    def clock(self) -> float:
        return self.waited + self.read + self.idle

    def look(self) -> bool:
        """Show what waits; say whether there is anything."""
        self.reached(lambda: self.page.goto("/surge/texts/"))
        return bool(self.page.locator("#sg-deal").count())

    def decide_group(self, wanted: dict[str, str], names: dict[str, str]) -> None:
        """Take what the page says where it is so of most, else say what it is."""
        shown = self.values("input[type=checkbox]")
        ticked = self.values("input[type=checkbox]:checked")
        if not ticked:
            self.press("x")  # the last of them
            ticked = self.values("input[type=checkbox]:checked")
        service_counts = Counter(wanted[code] for code in ticked if code in wanted)
        service = service_counts.most_common(1)[0][0] if service_counts else "general"
        self.decisions += 1
        self.sizes.append(len(ticked))
        self.read += DECIDING + READING * len(shown)
        accept = self.page.locator("[data-key=accept]").count()
        if accept and self.page.locator("#assign-service").input_value() == service:
            return self.reached(lambda: self.press("a"), navigates=True)
        self.until("#palette-box", lambda: self.press("l"))
        self.choose(names[service])
        return self.reached(lambda: self.press("Enter"), navigates=True)

    def values(self, selector: str) -> list[str]:
        found: list[str] = self.page.locator(f"#sg-deal {selector}").evaluate_all(
            "boxes => boxes.map((box) => box.value)"
        )
        return found

    def reached(self, act: Callable[[], object], *, navigates: bool = False) -> None:
        begun = time.perf_counter()
        if navigates:
            with self.page.expect_navigation():
                act()
        else:
            act()
        expect(self.page.locator("h1")).to_be_visible()
        self.waited += time.perf_counter() - begun


def play(hour: Hour, clerks: list[Clerk]) -> None:
    """Let whoever's clock stands lowest decide next, until nothing waits or the hour is over."""
    reported = 0
    while time.monotonic() - hour.began < _BOUND:
        clerk = min(clerks, key=lambda one: one.clock)
        if clerk.clock >= HOUR:
            return
        hour.come(clerk.clock)
        if clerk.look():
            clerk.decide_group(hour.wanted, hour.names)
        elif hour.came < len(hour.texts):
            clerk.idle += max(hour.texts[hour.came].at - clerk.clock, 0.1)
        else:
            return
        if hour.came // 200 > reported:
            reported = hour.came // 200
            done = sum(one.decisions for one in clerks)
            log_progress(f"{hour.came} came, {done} decisions, minute {clerk.clock / 60:.0f}")
    raise TimeoutError(f"the hour was not over after {_BOUND} s")
