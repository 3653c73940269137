"""Each port is filled in, once the program is put together, and says what is missing before."""

from importlib import import_module

import pytest

from townline.platform.core.ports import PORTS, Port


def test_every_port_is_filled_in():
    import_module("townline.config.cli")  # fills those of commands
    assert len(PORTS) > 35
    assert [port.purpose for port in PORTS if not port.filled] == []


def test_a_port_that_nobody_filled_in_says_what_is_missing(monkeypatch):
    monkeypatch.setattr("townline.platform.core.ports.PORTS", [])
    port: Port[int] = Port("how many there are")
    with pytest.raises(LookupError, match="how many there are"):
        assert port.value


def test_a_value_that_cannot_be_leaves_the_one_before(monkeypatch):
    monkeypatch.setattr("townline.platform.core.ports.PORTS", [])

    def check(number: int) -> None:
        if number < 0:
            raise ValueError("below zero")

    port: Port[int] = Port("how many there are", check=check)
    port.fill(3)
    with pytest.raises(ValueError, match="below"):
        port.fill(-1)
    assert port.value == 3
