"""A person without a mouse. The Korean input mode is on: keys have their place, not a letter."""

from playwright.sync_api import Locator, Page, expect

_HANGUL = dict(
    zip(
        "QWERTYUIOPASDFGHJKLZXCVBNM",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
        strict=True,
    )
)
_MAX_TABS = 200


class Typist:
    """``page`` is the window; every deed is a key, or words handed over by the input method."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._keys = page.context.new_cdp_session(page)

    def hangul(self, letter: str) -> None:
        """Press a letter's key with the Korean input mode on: ``code`` KeyJ, ``key`` ㅓ."""
        event = {"code": f"Key{letter}", "key": _HANGUL[letter]}
        event["windowsVirtualKeyCode"] = ord(letter)  # type: ignore[assignment]  # a number here
        self._keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **event})
        self._keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Give words to the field in focus, as an input method does."""
        self.page.keyboard.insert_text(words)

    def has_focus(self, place: Locator) -> bool:
        found: bool = place.evaluate("box => box === document.activeElement")
        return found

    def walk(self, place: Locator, key: str = "Tab") -> None:
        """Go on by one key until a place has the focus."""
        expect(place).to_be_visible()
        for _ in range(_MAX_TABS):
            if self.has_focus(place):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} never reaches {place}")

    def walk_rows(self, row: Locator) -> None:
        """Go down the list by J until a row has the focus."""
        expect(row).to_be_visible()
        for _ in range(_MAX_TABS):
            if self.has_focus(row):
                return
            self.hangul("J")
        raise AssertionError(f"J never reaches {row}")

    def choose(self, box: Locator, label: str) -> None:
        """Go down a list of choices, which has the focus, to one of them."""
        expect(box).to_be_focused()
        self.page.keyboard.press("Home")
        for _ in range(_MAX_TABS):
            if box.evaluate("box => box.selectedOptions[0].label") == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no choice {label}")
