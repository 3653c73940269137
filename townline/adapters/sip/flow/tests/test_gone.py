"""rtpengine goes away in the midst of calls: both sides are told, and new calls are refused."""

import asyncio
import signal

import pytest

from townline.adapters.sip.conftest import Engine
from townline.adapters.sip.flow.tests.call_scene import Telephone, scene, tune
from townline.lines.safenumbers.voice_menu import DialledLine

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


async def talk(here):
    """Join both."""
    await here.answered()
    await here.press("3")
    await here.owner.rung()
    await here.owner.pick_up()
    await here.owner.sound.until(lambda: here.owner.sound.hears(1700))
    await here.owner.sound.press("1")
    await here.caller.next("offered")
    await here.until(lambda: "talking" in here.book.stages)


@pytest.mark.parametrize("leaving", ["owner", "caller"])
def test_the_other_side_hears_of_the_end_though_rtpengine_answers_nothing(tmp_path, leaving):
    """Frozen it answers nothing for longer than this test waits: nobody asks it before."""

    async def run():
        with _Ours() as engine:
            async with scene(engine, tmp_path) as here:
                await talk(here)
                engine.process.send_signal(signal.SIGSTOP)
                try:
                    first: Telephone = getattr(here, leaving)
                    other = here.owner if first is here.caller else here.caller
                    first.call.bye()
                    await other.next("left")
                finally:
                    engine.process.send_signal(signal.SIGCONT)
                await here.until(lambda: here.outcomes)

    asyncio.run(run())


def test_both_hear_of_the_end_when_rtpengine_dies(tmp_path):
    async def run():
        with _Ours() as engine:
            async with scene(engine, tmp_path) as here:
                await talk(here)
                engine.process.kill()
                await here.caller.next("left")
                await here.owner.next("left")
                await here.until(lambda: here.outcomes)

    asyncio.run(run())


def test_last_words_that_nobody_hears_any_more_are_not_waited_for(tmp_path):
    async def run():
        with _Ours() as engine:
            async with scene(engine, tmp_path) as here:
                tune(tmp_path / "goodbye.wav", 700, 60)
                here.book.line = DialledLine(phones=1, talks_unasked=False)
                await here.answered()
                await here.until(lambda: here.prompts.was_played("goodbye"))
                engine.process.kill()
                await here.caller.next("left")

    asyncio.run(run())
