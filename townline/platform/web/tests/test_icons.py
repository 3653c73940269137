"""Every icon that a page asks for is drawn: an unknown one is an error only where it is shown."""

import re

from townline.platform.core.paths import ROOT
from townline.platform.web.showing.icons import PATHS

_ICON_TAG = re.compile(r"{% icon \"([^\"]+)\"")


def test_every_icon_of_a_template_is_drawn() -> None:
    pages = [*(ROOT / "townline").rglob("templates/**/*.html")]
    icons = {name: page.name for page in pages for name in _ICON_TAG.findall(page.read_text())}
    assert len(icons) > 10
    assert {name: page for name, page in icons.items() if name not in PATHS} == {}
