"""What a started Townline answers."""

import stat

from townline.config.tests.running.installation import House


def test_the_port_answers_for_itself_and_for_the_pages(house: House) -> None:
    with house.client() as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        house.until_ready(client)
        assert client.get("/readyz").json() == {"status": "ok", "links": {}}
        page = client.get("/sign-in/")
    assert page.status_code == 200
    assert "<title>" in page.text


def test_live_events_need_a_person(house: House) -> None:
    with house.client() as client:
        assert client.get("/live/events").status_code == 401


def test_the_keys_are_private(house: House) -> None:
    assert stat.S_IMODE((house.home / "keys.json").stat().st_mode) == 0o600


def test_no_simulator_without_the_demo(house: House) -> None:
    assert house.pids("simulator") == []
    assert house.pids("texts") == []
    with house.client() as client:
        assert client.get("/handset/").status_code == 404
        assert client.post("/hooks/android/demo-phone/").status_code == 404


def test_a_second_one_in_the_same_home_is_refused(house: House) -> None:
    done = house.command("run", "--port", "0", "--no-demo")
    assert done.returncode == 2
    assert "Townline runs already with the home" in done.stderr


def test_a_taken_port_is_refused(house: House) -> None:
    other = House(house.home / "other")
    port = house.url.rpartition(":")[2]
    done = other.command("run", "--port", port)
    assert done.returncode == 2
    assert f"port {port} of 127.0.0.1 cannot be used" in done.stderr
