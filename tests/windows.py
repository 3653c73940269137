"""Windows of a browser that are used again: a new one costs more than the page it shows.

Its process keeps the fonts, the styles and the scripts, axe among them, as it has read them. Each
test opens pages of its own in it; what they left behind is cleared, as in a new one.
"""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import cookies, size, window

# A page that stays: the process, and what it has read of our styles and fonts, last as long.
PARKED = "/sign-in/"
DESK = 1440
type Kind = tuple[Browser, str, str, bool]


@dataclass
class Window:
    """``parked``: the page that stays open."""

    context: BrowserContext
    parked: Page
    origin: str

    def page(self) -> Page:
        """Open a page in the process of the one that stays, which ``new_page`` would not."""
        with self.context.expect_page() as opened:
            self.parked.evaluate("void window.open('about:blank')")
        return opened.value

    def clear(self) -> None:
        """Let nothing of a test be left: no page, cookie, permission, row, worker or setting."""
        for page in self.context.pages:
            if page != self.parked:
                page.close()
        self.context.clear_cookies()
        self.context.clear_permissions()
        self.context.set_offline(offline=False)
        self.context.set_geolocation(None)
        tools = self.context.new_cdp_session(self.parked)
        tools.send("Storage.clearDataForOrigin", {"origin": self.origin, "storageTypes": "all"})
        tools.detach()


@dataclass
class Windows:
    """Those that nobody uses, and those that the running test has, by their kind."""

    _free: dict[Kind, list[Window]] = field(default_factory=dict)
    _lent: list[tuple[Kind, Window]] = field(default_factory=list)

    def page(
        self,
        browser: Browser,
        url: str,
        session: str | None = None,
        *,
        width: int = DESK,
        language: str = "ko",
        dark: bool = False,
        script: bool = True,
    ) -> Page:
        """Give an empty page in a window of its own: of a person, a size, a language, a colour."""
        kind = (browser, url, language, script)
        free = self._free.setdefault(kind, [])
        one = free.pop() if free else _open_window(kind)
        self._lent.append((kind, one))
        one.context.add_cookies(cookies(url, language, session))  # type: ignore[arg-type]  # its own dict type
        page = one.page()
        if width != DESK:
            page.set_viewport_size(size(width))
        if dark:
            page.emulate_media(color_scheme="dark")
        return page

    def take_back(self) -> None:
        for kind, one in self._lent:
            one.clear()
            self._free[kind].append(one)
        self._lent.clear()


def _open_window(kind: Kind) -> Window:
    browser, url, language, script = kind
    context = window(browser, url, width=DESK, language=language, script=script)
    parked = context.new_page()
    parked.goto(PARKED)
    return Window(context, parked, url)


@pytest.fixture(scope="session")
def windows() -> Windows:
    return Windows()
