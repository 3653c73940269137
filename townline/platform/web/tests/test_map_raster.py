"""Another service's pictures come through us: its key stays here, and no other place is shown."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.test import Client

from townline.platform.core import district as district_data
from townline.platform.core.models import District
from townline.platform.web.maps.raster import covers

pytestmark = pytest.mark.django_db
HERE = (14, 13896, 6398)


class Peer(BaseHTTPRequestHandler):
    """A service of tiles: a picture for whoever has the key."""

    asked: list[str]

    def do_GET(self):
        self.server.asked.append(self.path)
        good = self.path.startswith("/secret-key/") and not self.path.endswith("/9999.png")
        self.send_response(200 if good else 403)
        self.send_header("Content-Type", self.server.kind)
        self.end_headers()
        self.wfile.write(b"picture")

    def log_message(self, *_):
        pass


@pytest.fixture
def peer():
    server = HTTPServer(("127.0.0.1", 0), Peer)
    server.asked, server.kind = [], "image/png"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def ask(district, peer, monkeypatch):
    row = District.objects.get()
    url = f"http://127.0.0.1:{peer.server_port}/{{key}}/{{z}}/{{x}}/{{y}}.png"
    row.settings["map_raster"] = {"url": url, "attribution": "Somebody's map"}
    row.save()
    district_data.forget()
    monkeypatch.setenv("TOWNLINE_MAP_KEY", "secret-key")
    return lambda z, x, y: Client().get(f"/map/raster/{z}/{x}/{y}")


def test_a_picture_comes_without_its_key(ask, peer):
    answer = ask(*HERE)
    assert (answer.status_code, answer.content) == (200, b"picture")
    assert peer.asked == ["/secret-key/14/13896/6398.png"]
    assert "secret" not in str(answer.headers)


def test_nothing_of_elsewhere_is_asked_for(ask, peer):
    assert ask(14, 100, 100).status_code == 404
    assert ask(30, 0, 0).status_code == 404
    assert peer.asked == []


def test_what_is_no_picture_is_not_handed_on(ask, peer, monkeypatch):
    peer.kind = "text/html"
    assert ask(*HERE).status_code == 502
    peer.kind = "image/png"
    monkeypatch.setenv("TOWNLINE_MAP_KEY", "wrong")
    assert ask(*HERE).status_code == 502


def test_without_the_setting_there_is_no_such_door(district):
    assert Client().get("/map/raster/14/13896/6398").status_code == 404


@pytest.mark.usefixtures("district")
def test_the_whole_district_is_covered():
    assert covers(*HERE)
    assert covers(0, 0, 0)
    assert not covers(14, HERE[1] + 50, HERE[2])
