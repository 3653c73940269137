"""The whole menu: one pure step from a plan and an event to the next plan and what is to be done.

What always holds, for every order of events: a call that is not over has a timer; it ends
exactly once, and after that nothing acts; nobody is joined before the owner pressed 1.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from townline.lines.safenumbers.voice_menu import code, menu, owner, requested
from townline.lines.safenumbers.voice_menu.actions import Action
from townline.lines.safenumbers.voice_menu.call_events import (
    Begins,
    CallerLeft,
    CodeFound,
    CodeWrong,
    Digit,
    Draining,
    Event,
    OfficeNotified,
    OwnerAnswered,
    OwnerFailed,
    OwnerLeft,
    OwnerPressed,
    OwnerReplied,
    ReadingEnded,
    RequestMade,
    RequestRefused,
    TimeUp,
)
from townline.lines.safenumbers.voice_menu.ending import over
from townline.lines.safenumbers.voice_menu.plan import CallOutcome, CallPlan, Stage

type Step = tuple[CallPlan, tuple[Action, ...]]
type Handler = Callable[[CallPlan, Any], Step]

_S = Stage


def step(call: CallPlan, event: Event) -> Step:
    """Move a call along. What an event does not fit at this stage, changes nothing."""
    if call.stage is Stage.OVER:
        return call, ()
    if isinstance(event, CallerLeft | Draining):
        return _leave(call, event)
    handler = HANDLERS.get((call.stage, type(event)))
    return handler(call, event) if handler else (call, ())


def _leave(call: CallPlan, event: CallerLeft | Draining) -> Step:
    outcome = CallOutcome.REQUESTED if call.request_made else call.failure or CallOutcome.LEFT
    outcome = CallOutcome.TALKED if call.stage is Stage.TALKING else outcome
    if isinstance(event, CallerLeft) or call.stage is Stage.TALKING:
        return over(call, outcome)
    return over(call, CallOutcome.DRAINED, "ending")


def _begins(call: CallPlan, _: Begins) -> Step:
    if call.line is None:
        return code.ask(replace(call, stage=Stage.CODE))
    return menu.read(call)


HANDLERS: dict[tuple[Stage, type[Event]], Handler] = {
    (_S.MENU, Begins): _begins,
    (_S.CODE, Begins): _begins,
    (_S.CODE, Digit): code.digit,
    (_S.CODE, ReadingEnded): code.wait,
    (_S.CODE, TimeUp): code.silent,
    (_S.CODE, CodeFound): code.on_code_found,
    (_S.CODE, CodeWrong): code.wrong,
    (_S.MENU, Digit): menu.digit,
    (_S.MENU, ReadingEnded): menu.pause,
    (_S.MENU, TimeUp): menu.time_up,
    (_S.REQUESTED, Digit): requested.digit,
    (_S.REQUESTED, RequestMade): requested.on_request_made,
    (_S.REQUESTED, RequestRefused): requested.on_request_refused,
    (_S.REQUESTED, TimeUp): requested.time_up,
    (_S.REQUESTED, OwnerReplied): requested.on_owner_replied,
    (_S.MENU, OwnerReplied): requested.on_owner_replied,
    (_S.DIALLING, RequestMade): requested.note_request_made,
    (_S.DIALLING, Digit): owner.on_digit_ringing,
    (_S.DIALLING, TimeUp): owner.not_answered,
    (_S.DIALLING, OwnerAnswered): owner.on_owner_answered,
    (_S.DIALLING, OwnerFailed): owner.on_owner_failed,
    (_S.DIALLING, OwnerLeft): owner.on_owner_left,
    (_S.DIALLING, OwnerReplied): requested.on_owner_replied,
    (_S.CONFIRMING, RequestMade): requested.note_request_made,
    (_S.CONFIRMING, Digit): owner.on_digit_ringing,
    (_S.CONFIRMING, TimeUp): owner.not_answered,
    (_S.CONFIRMING, OwnerPressed): owner.on_owner_pressed,
    (_S.CONFIRMING, OwnerFailed): owner.on_owner_failed,
    (_S.CONFIRMING, OwnerLeft): owner.on_owner_left,
    (_S.CONFIRMING, OwnerReplied): requested.on_owner_replied,
    (_S.HELPED, RequestMade): requested.note_request_made,
    (_S.HELPED, OfficeNotified): owner.on_office_notified,
    (_S.HELPED, TimeUp): owner.on_help_timeout,
    (_S.TALKING, RequestMade): requested.note_request_made,
    (_S.TALKING, OwnerLeft): owner.hung_up,
    (_S.TALKING, OwnerFailed): owner.hung_up,
    (_S.TALKING, TimeUp): owner.hung_up,
}
