"""Each event that a room tells of is heard by somebody; one that nobody hears is a slip."""

import dataclasses

import pytest

from townline.casework.cases import events as cases
from townline.config.wiring import REACTIONS
from townline.platform.conversations import events as conversations
from townline.platform.departments import events as departments


def room_events(room):
    """Give the events that a room's module makes."""
    here = [each for each in vars(room).values() if dataclasses.is_dataclass(each)]
    return {each for each in here if each.__module__ == room.__name__}


@pytest.mark.parametrize("room", [cases, conversations, departments])
def test_somebody_hears_each_event(room):
    assert room_events(room)
    assert room_events(room) - set(REACTIONS) == set()
