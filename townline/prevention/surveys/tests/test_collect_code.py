"""The QR code for ODK Collect, read as Collect reads it."""

import base64
import json
import zlib

from townline.prevention.surveys.rules.collect import collect_settings


def test_collect_reads_its_server_and_project_from_the_code():
    code = collect_settings("https://town.example/openrosa/abc-_123/", "주택 조사")
    read = json.loads(zlib.decompress(base64.b64decode(code, validate=True)))
    assert read["general"]["server_url"] == "https://town.example/openrosa/abc-_123"
    assert read["general"]["form_update_mode"] == "match_exactly"
    assert read["project"] == {"name": "주택 조사"}
    assert read["admin"] == {}
