"""The office's access number, for phones without a camera: six digits of the sticker first."""

from dataclasses import replace

from townline.lines.safenumbers.voice_menu import menu
from townline.lines.safenumbers.voice_menu.actions import LookUpCode, StopSaying
from townline.lines.safenumbers.voice_menu.call_events import (
    CodeFound,
    CodeWrong,
    Digit,
    ReadingEnded,
    TimeUp,
)
from townline.lines.safenumbers.voice_menu.ending import Step, over, together
from townline.lines.safenumbers.voice_menu.plan import CallOutcome, CallPlan, Stage

LENGTH = 6
TRIES = 3


def ask(call: CallPlan) -> Step:
    return together(call, ("code_ask",), call.pace.reading)


def digit(call: CallPlan, event: Digit) -> Step:
    if len(call.code) == LENGTH:  # it is being looked up
        return call, ()
    if event.digit == "*":
        return together(replace(call, code=""), call.pace.code)
    if not event.digit.isdecimal():
        return call, ()
    call = replace(call, code=call.code + event.digit, saying=False)
    if len(call.code) < LENGTH:
        return together(call, StopSaying(), call.pace.code)
    return together(call, StopSaying(), LookUpCode(call.code), call.pace.looking)


def wait(call: CallPlan, _: ReadingEnded) -> Step:
    return together(replace(call, saying=False), call.pace.code)


def silent(call: CallPlan, _: TimeUp) -> Step:
    """Count a long silence like a wrong code: both are worth another try."""
    if call.saying:
        return wait(call, ReadingEnded())
    return wrong(call, CodeWrong())


def on_code_found(call: CallPlan, event: CodeFound) -> Step:
    return menu.read(replace(call, stage=Stage.MENU, line=event.line))


def wrong(call: CallPlan, event: CodeWrong) -> Step:
    call = replace(call, code="", tries=call.tries + 1)
    if event.final or call.tries >= TRIES:
        return over(call, CallOutcome.CODE_WRONG, "code_ended")
    return together(call, ("code_wrong", "code_ask"), call.pace.reading)
