"""Links of a demo begin with a name, by which passkeys work, or with the configured address."""

import os

import pytest

from townline.platform.processes import run


@pytest.mark.parametrize(
    ("host", "configured", "expected"),
    [
        ("127.0.0.1", {}, "http://localhost:8154"),
        ("0.0.0.0", {}, "http://localhost:8154"),  # noqa: S104 -- compared only
        ("192.168.0.7", {}, "http://192.168.0.7:8154"),
        ("127.0.0.1", {"PUBLIC_URL": "https://town.example"}, "https://town.example"),
        ("127.0.0.1", {"ORIGINS": "https://town.example"}, None),
    ],
)
def test_links_of_a_demo(monkeypatch, host, configured, expected):
    for name in ("PUBLIC_URL", "ORIGINS"):
        monkeypatch.setenv(f"TOWNLINE_{name}", configured.get(name, ""))
    monkeypatch.setenv("TOWNLINE_HOST", host)
    monkeypatch.setenv("TOWNLINE_PORT", "8154")
    run.set_public_url()
    assert (os.environ["TOWNLINE_PUBLIC_URL"] or None) == expected
