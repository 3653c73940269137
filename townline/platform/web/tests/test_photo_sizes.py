"""From which size on a page makes a photo smaller: what the server would not keep as it is."""

import re
from pathlib import Path

from townline.platform.core.media.store import MAX_PHOTO_BYTES
from townline.platform.web.tests import translations

ON_DEVICE = Path(translations.__file__).parents[1] / "static/web/on-device.js"
_FILE = re.compile(r'<input\s[^>]*type="file"[^>]*>')
_IMAGES = re.compile(r'<input\s[^>]*type="file"[^>]*accept="image')
# Fields of templates that take files other than photos, without naming their kinds.
_DOCUMENTS = {"plan.html"}
# What is drawn within another page: that one loads the script.
_PARTS = {"composer.html", "look.html", "visit_stop.html"}


def test_the_page_and_the_server_have_one_limit():
    (limit,) = re.findall(r"LIMIT = (\w+)", ON_DEVICE.read_text())
    assert float(limit) == MAX_PHOTO_BYTES


def test_every_page_that_takes_photos_loads_what_makes_them_smaller():
    found = {path.name: path.read_text() for path in translations.templates()}
    takes = {name for name, source in found.items() if _IMAGES.search(source)}
    assert takes >= _PARTS
    # The frame of staff loads it after the first view.
    assert "web/on-device.js" in found["unsaved.html"]
    for name in takes - _PARTS:
        frame = 'extends "web/staff.html"' in found[name]
        assert frame or "web/on-device.js" in found[name], name


def test_every_field_for_files_names_which_it_takes():
    fields = [
        (path.name, field)
        for path in translations.templates()
        for field in _FILE.findall(path.read_text())
    ]
    assert len(fields) > 15
    assert {name for name, field in fields if "accept=" not in field} == _DOCUMENTS


def test_forms_of_surveys_make_photos_smaller_before_they_are_sent():
    client = Path(translations.__file__).parents[3] / "adapters/field_client"
    assert "web/on-device.js" in (client / "templates/field_client/scripts.html").read_text()
    assert "tlDevice.smaller(" in (client / "static/field_client/form.js").read_text()
