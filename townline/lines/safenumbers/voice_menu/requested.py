"""A request is on its way or with the owner; the caller may wait for the answer on the line."""

from dataclasses import replace

from townline.lines.safenumbers.voice_menu import menu
from townline.lines.safenumbers.voice_menu.actions import ANSWERS
from townline.lines.safenumbers.voice_menu.call_events import (
    Digit,
    OwnerReplied,
    RequestMade,
    RequestRefused,
    TimeUp,
)
from townline.lines.safenumbers.voice_menu.ending import Step, over, play_prompts, together
from townline.lines.safenumbers.voice_menu.offering import agree
from townline.lines.safenumbers.voice_menu.plan import CallOutcome, CallPlan


def on_request_made(call: CallPlan, event: RequestMade) -> Step:
    if call.request_made:
        return call, ()
    call = replace(call, request_made=True)
    words = ("request_waits",) if event.waits else ("request_sent",)
    offer = ("agree_offer",) if call.textable and not call.agreed else ()
    return together(call, (*words, *offer), call.pace.answer)


def note_request_made(call: CallPlan, _: RequestMade) -> Step:
    return replace(call, request_made=True), ()


def on_request_refused(call: CallPlan, event: RequestRefused) -> Step:
    if call.request_made:
        return call, ()
    outcome = CallOutcome.BLOCKED if event.prompt == "blocked" else CallOutcome.LIMITED
    return over(call, outcome, event.prompt)


def digit(call: CallPlan, event: Digit) -> Step:
    if event.digit == "3":
        return _talk(call)
    if event.digit == "5":
        return agree(call)
    if event.digit == "9":
        call = replace(call, language="en")
    if event.digit in {"0", "9"} and call.request_made:
        return play_prompts(call, *call.last_said)
    return call, ()


def _talk(call: CallPlan) -> Step:
    # Words only: the sixty seconds of waiting run on.
    return menu.talk(call) if call.talks else play_prompts(call, "no_talk")


def time_up(call: CallPlan, _: TimeUp) -> Step:
    if not call.request_made:
        return over(call, CallOutcome.FAILED, "ending")
    return over(call, CallOutcome.REQUESTED, "not_yet_text" if call.agreed else "not_yet")


def on_owner_replied(call: CallPlan, event: OwnerReplied) -> Step:
    if event.answer not in ANSWERS or call.requested is None:
        return call, ()
    return over(call, CallOutcome.SETTLED, f"answer_{event.answer}", "goodbye")
