"""rtpengine goes away in the midst of calls: both sides are told, and new calls are refused."""

import asyncio

import pytest

from townline.adapters.sip.conftest import Engine
from townline.adapters.sip.flow.tests.house import scene

pytestmark = pytest.mark.peer


class _Ours(Engine):
    async def calls(self, media):
        return [] if self.process.poll() is not None else await super().calls(media)


def test_calls_end_and_new_ones_are_refused_until_it_is_back(tmp_path):
    async def run():
        with _Ours() as engine:
            async with scene(engine, tmp_path) as here:
                await here.answered()
                engine.stop()
                await here.caller.next("left")
                await here.until(lambda: here.outcomes)
                assert here.outcomes == [["failed"]]
                await here.caller.dial(here.place)
                assert await here.caller.next("refused") == 503
                engine.start()
                await asyncio.wait_for(here.media.keys.ready.wait(), 20)
                await here.answered()
                here.caller.call.bye()
                await here.until(lambda: len(here.outcomes) == 3)

    asyncio.run(run())
