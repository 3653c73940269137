"""The menu: after one reading whoever pressed nothing is connected.

Where silence does not connect it is read twice.
"""

from dataclasses import replace

from townline.lines.safenumbers.voice_menu import owner
from townline.lines.safenumbers.voice_menu.actions import SendRequest, StopSaying
from townline.lines.safenumbers.voice_menu.call_events import Digit, ReadingEnded, TimeUp
from townline.lines.safenumbers.voice_menu.ending import Step, over, together
from townline.lines.safenumbers.voice_menu.offering import READINGS, choices, is_silence_consent
from townline.lines.safenumbers.voice_menu.plan import CallOutcome, CallPlan, RequestKind, Stage

KINDS: dict[str, RequestKind] = {"1": "move", "2": "trouble"}


def read(call: CallPlan) -> Step:
    """Read the menu once more; the greeting comes with the first reading only."""
    call = replace(call, heard=call.heard + 1)
    return together(
        call, choices(call), call.pace.menu if is_silence_consent(call) else call.pace.reading
    )


def digit(call: CallPlan, event: Digit) -> Step:
    if event.digit in KINDS:
        return send(call, KINDS[event.digit])
    if event.digit == "3":
        return talk(call)
    if event.digit == "0":
        return read(replace(call, heard=1))
    if event.digit == "9":
        return read(replace(call, language="en", heard=1))
    return call, ()


def send(call: CallPlan, kind: RequestKind) -> Step:
    call = replace(call, stage=Stage.REQUESTED, requested=kind, saying=False)
    return together(call, StopSaying(), SendRequest(kind), call.pace.looking)


def talk(call: CallPlan) -> Step:
    if not call.talks:
        prompt = "withheld" if call.menu_only else "no_talk"
        return together(call, (prompt,), call.pace.reading)
    return owner.dial(call)


def pause(call: CallPlan, _: ReadingEnded) -> Step:
    if not call.saying:  # the end of something that was cut short
        return call, ()
    return together(replace(call, saying=False), call.pace.pause)


def time_up(call: CallPlan, _: TimeUp) -> Step:
    if call.saying:
        return pause(call, ReadingEnded())
    if call.failure is not None:
        return over(call, call.failure, "goodbye")
    if is_silence_consent(call):
        return talk(call)
    return read(call) if call.heard < READINGS else over(call, CallOutcome.NO_CHOICE, "goodbye")
