"""The forms of a page, with what stands in their fields, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit


@dataclass
class PageForm:
    """A form that changes something: where it goes, and its fields as they stand."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, given: dict[str, Any]) -> dict[str, Any]:
        return {**self.fields, **given}

    def add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[PageForm] = []
        self._name = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(_within(self.page, given.get("action", ""))))
        elif self.forms and tag in ("input", "select", "option", "textarea"):
            getattr(self, f"_{tag}")(given)

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        left = kind in ("checkbox", "radio") and "checked" not in given
        if given.get("name") and kind not in ("submit", "file", "button") and not left:
            self.forms[-1].add(given["name"], given.get("value", ""))

    def _select(self, given: dict[str, str]) -> None:
        self._name = given.get("name", "")

    def _option(self, given: dict[str, str]) -> None:
        if not self._name:
            return
        if "selected" in given:
            self.forms[-1].fields[self._name] = [given.get("value", "")]
        elif self._name not in self.forms[-1].fields:
            self.forms[-1].add(self._name, given.get("value", ""))

    def _textarea(self, given: dict[str, str]) -> None:
        self._area = given.get("name", "")
        self.forms[-1].add(self._area, "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._name = ""


def _within(page: str, action: str) -> str:
    return urlsplit(urljoin(page, action or urlsplit(page).path)).path


def forms_of(html: str, page: str) -> list[PageForm]:
    """Give a page's forms in its order; ``page`` is its address."""
    reader = _Reader(page)
    reader.feed(html)
    return reader.forms
