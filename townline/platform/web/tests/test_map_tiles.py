"""The file of tiles comes whole and in parts, to everybody, and no other file does."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
BYTES = bytes(range(256)) * 4


@pytest.fixture
def ask(district, settings, tmp_path):
    settings.TOWNLINE_MAPS = tmp_path
    (tmp_path / "handeul.pmtiles").write_bytes(BYTES)
    (tmp_path / "elsewhere.pmtiles").write_bytes(b"another district's")

    def get(path="/map/handeul.pmtiles", **headers):
        return Client().get(path, headers=headers)

    return get


def test_whole(ask):
    answer = ask(accept_encoding="gzip")
    assert (answer.status_code, answer.content) == (200, BYTES)
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Type"] == "application/vnd.pmtiles"
    assert "public" in answer["Cache-Control"]


def test_a_part_with_where_it_lies(ask):
    answer = ask(range="bytes=100-299", accept_encoding="gzip")
    assert (answer.status_code, answer.content) == (206, BYTES[100:300])
    assert answer["Content-Range"] == "bytes 100-299/1024"
    assert answer["Content-Encoding"] == "identity"


def test_behind_the_end(ask):
    answer = ask(range="bytes=5000-")
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */1024")


def test_what_is_here_already_is_not_sent_again(ask):
    tag = ask()["ETag"]
    assert ask(if_none_match=tag).status_code == 304
    assert ask(if_none_match='"another"').status_code == 200


def test_a_part_of_a_file_that_is_gone_is_the_whole_new_one(ask, tmp_path):
    tag = ask()["ETag"]
    assert ask(range="bytes=0-9", if_range=tag).status_code == 206
    (tmp_path / "handeul.pmtiles").write_bytes(b"made anew")
    answer = ask(range="bytes=0-9", if_range=tag)
    assert (answer.status_code, answer.content) == (200, b"made anew")
    assert answer["ETag"] != tag


@pytest.mark.parametrize(
    "path",
    [
        "/map/elsewhere.pmtiles",
        "/map/handeul.pmtiles/",
        "/map/..%2Fkeys.pmtiles",
        "/map/../map/handeul.pmtiles",
        "/map/%2Fetc%2Fpasswd.pmtiles",
        "/map/handeul",
    ],
)
def test_no_other_file(ask, path):
    assert ask(path).status_code == 404


def test_no_file_where_nobody_made_one(ask, tmp_path):
    (tmp_path / "handeul.pmtiles").unlink()
    assert ask().status_code == 404


def test_the_dongs_as_geojson(ask):
    answer = ask("/map/areas.json")
    names = {feature["properties"]["name_ko"] for feature in answer.json()["features"]}
    assert "느티동" in names
    assert len(names) == 10
    assert ask("/map/areas.json", if_none_match=answer["ETag"]).status_code == 304
