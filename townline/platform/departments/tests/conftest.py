from collections.abc import Callable

import pytest

from tests.world import World
from townline.platform.departments import api, one_time
from townline.platform.departments.models import Staff

PASSWORD = "long enough to open"
type Code = Callable[..., str]


@pytest.fixture
def secret(world: World) -> str:
    """Let clerk1 have a password, and an authenticator app since an hour ago."""
    person, secret = Staff.objects.get(username="clerk1"), one_time.new_secret()
    person.set_password(PASSWORD)
    person.save()
    world.wait(hours=-1)
    code = one_time.code_of(secret, one_time.step_of(world.now))
    actor = api.viewer_of(person).actor
    assert api.app_add(staff=person, secret=secret, code=code, actor=actor, now=world.now)
    world.wait(hours=1)
    return secret


@pytest.fixture
def code(world: World, secret: str) -> Code:
    """Give ``code(steps=0)``: what the app shows now, or so many half minutes later."""
    return lambda steps=0: one_time.code_of(secret, one_time.step_of(world.now) + steps)
