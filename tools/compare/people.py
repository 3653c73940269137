"""Who asks: browsers of people, each with its cookies, and what they were answered."""

import re

import httpx

from tools.compare.forms import PageForm, forms_of
from tools.compare.saying import Json


class People:
    """Everybody who looks at one house; ``anybody`` has not signed in."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._browsers: dict[str, httpx.Client] = {}

    def browser(self, who: str) -> httpx.Client:
        """Give somebody's browser; who is named for the first time signs in."""
        if who not in self._browsers:
            self._browsers[who] = self._new({})
            if who not in ("anybody", "resident", "owner"):
                self.send(who, "/sign-in/", "/demo/sign-in/", {"username": who})
        return self._browsers[who]

    def add(self, who: str, token: str) -> None:
        """Let somebody's script be ``who``."""
        headers = {"Authorization": f"Bearer {token}"}
        self._browsers[who] = self._new(headers)

    def _new(self, headers: dict[str, str]) -> httpx.Client:
        headers = {"Accept-Language": "ko"} | headers
        return httpx.Client(base_url=self.url, trust_env=False, timeout=60, headers=headers)

    def ask(self, who: str, method: str, address: str, json: Json = None) -> httpx.Response:
        """Ask as a script does that has the person's cookies."""
        browser = self.browser(who)
        headers = {"Origin": self.url, "X-CSRFToken": browser.cookies.get("csrftoken") or ""}
        if method == "GET":
            headers = {"Accept": "text/html, */*"} if "/api/" not in address else {}
        return browser.request(method, address, headers=headers, json=json)

    def send(
        self, who: str, page: str, action: str, filled: dict[str, Json], files: Json = None
    ) -> httpx.Response:
        """Fill in a page's form that is sent to ``action``. Raises LookupError without one."""
        browser = self.browser(who)
        shown = browser.get(page)
        form = _form(forms_of(shown.text, page), action, filled)
        body = form.filled(filled)
        return browser.post(
            form.action,
            data=body,
            files=files,
            headers={"Origin": self.url, "Referer": self.url + page},
        )

    def close(self) -> None:
        for browser in self._browsers.values():
            browser.close()


def _form(forms: list[PageForm], action: str, filled: dict[str, Json]) -> PageForm:
    fitting = [each for each in forms if re.fullmatch(action, each.action)]
    # The same address may take several forms of a page: the one with most of the fields.
    fitting.sort(key=lambda each: -len(filled.keys() & each.fields.keys()))
    if not fitting:
        raise LookupError(f"no form to {action} among {[each.action for each in forms]}")
    return fitting[0]
