"""The style sheets of pages: their size together, and no rule of a class that no page has."""

import re
from functools import cache

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from townline.platform.core.paths import TOWNLINE
from townline.platform.web import page_files

SHEET_NAME = re.compile(r"""static ['"]([\w/-]+\.css)['"]""")
MOST = 49_100  # bytes; the aim is 40,000 (docs/limits.md)
NOT_OURS = ("maplibregl-", "leaflet-")
# Made of words in the code: ``part-`` and the name of a part.
MADE = re.compile(r"part-\w+|is-\w+|g[0-5]|k[1-5]")


@cache
def pages() -> str:
    """Give all that names a class: templates, scripts and the Python that writes tags."""
    shown = (p for end in ("html", "js", "py") for p in TOWNLINE.rglob(f"*.{end}"))
    return "\n".join(p.read_text() for p in shown if not {"tests", "vendor"} & set(p.parts))


def sheet_names() -> list[str]:
    names = set(SHEET_NAME.findall(pages()))
    return sorted(name for name in names if not name.startswith("vendor/"))


def test_all_sheets_together_stay_small_as_they_are_served():
    served = {n: staticfiles_storage.stored_name(n) for n in sheet_names()}
    sizes = {n: staticfiles_storage.size(f"{stored}.gz") for n, stored in served.items()}
    assert len(sizes) > 30
    assert sum(sizes.values()) <= MOST, sum(sizes.values())


@pytest.mark.parametrize("name", sheet_names())
def test_each_class_of_a_sheet_is_on_some_page(name):
    (path,) = [p for p in page_files.files("static") if str(p).endswith(f"/static/{name}")]
    rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-zA-Z_][\w-]*)", " ".join(re.findall(r"([^{}]+)\{", rules))))
    words = set(re.findall(r"[\w-]+", pages()))
    unused = {one for one in classes - words if not one.startswith(NOT_OURS)}
    assert {one for one in unused if not MADE.fullmatch(one)} == set()
