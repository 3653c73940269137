"""The owner's phones are dialled in order; nobody is joined before the owner presses 1."""

from dataclasses import replace

from townline.lines.safenumbers.voice_menu.actions import (
    AskOffice,
    AskOwner,
    DialNext,
    Join,
    PlayPrompts,
    StopDialling,
)
from townline.lines.safenumbers.voice_menu.call_events import (
    Digit,
    OfficeNotified,
    OwnerAnswered,
    OwnerFailed,
    OwnerLeft,
    OwnerPressed,
    TimeUp,
)
from townline.lines.safenumbers.voice_menu.ending import Step, over, together
from townline.lines.safenumbers.voice_menu.offering import READINGS, agree, choices, failed_words
from townline.lines.safenumbers.voice_menu.plan import CallOutcome, CallPlan, Stage

MAX_ATTEMPTS = 2  # a caller who never tires would ring the owner all day
ACCEPT, HELP = "1", "3"
_REASONS = {"busy": CallOutcome.BUSY, "declined": CallOutcome.DECLINED}


def dial(call: CallPlan) -> Step:
    if call.rounds >= MAX_ATTEMPTS:
        return over(call, call.failure or CallOutcome.NO_ANSWER, "owner_no_answer", "goodbye")
    call = replace(call, stage=Stage.DIALLING, phone=0, rounds=call.rounds + 1, failure=None)
    return together(call, ("connecting",), DialNext(0), call.pace.ring)


def on_digit_ringing(call: CallPlan, event: Digit) -> Step:
    """While a phone rings only "text me the answer" still has a meaning."""
    if event.digit != "5" or not call.request_made or call.agreed or not call.textable:
        return call, ()
    agreed, actions = agree(call)
    return agreed, actions[:1]  # words would fall into the ringing


def on_owner_answered(call: CallPlan, _: OwnerAnswered) -> Step:
    line = call.line
    language = line.language if line else "ko"
    return together(
        replace(call, stage=Stage.CONFIRMING),
        AskOwner(("owner_ask", "owner_ask_help"), language),
        call.pace.confirm,
    )


def on_owner_pressed(call: CallPlan, event: OwnerPressed) -> Step:
    if event.digit == HELP:
        helped = replace(call, stage=Stage.HELPED)
        return together(helped, AskOffice(), call.pace.looking)
    if event.digit != ACCEPT:
        return call, ()
    return together(replace(call, stage=Stage.TALKING, saying=False), Join(), call.pace.talk)


def on_office_notified(call: CallPlan, _: OfficeNotified) -> Step:
    """Tell both that the office knows; the caller hears the rest of it when the time is over."""
    language = call.line.language if call.line else "ko"
    words = PlayPrompts(("owner_helped",), language, to="owner")
    return together(call, words, ("office_helps",), call.pace.help)


def on_help_timeout(call: CallPlan, _: TimeUp) -> Step:
    notified = "office_helps" in call.last_said
    return over(call, CallOutcome.DECLINED, "goodbye" if notified else "owner_declined")


def on_owner_failed(call: CallPlan, event: OwnerFailed) -> Step:
    """Try the next phone: another person of the same car may be the one who can come."""
    return _next(call, _REASONS.get(event.reason, CallOutcome.NO_ANSWER))


def on_owner_left(call: CallPlan, _: OwnerLeft) -> Step:
    return _next(call, CallOutcome.DECLINED)


def not_answered(call: CallPlan, _: TimeUp) -> Step:
    return _next(call, CallOutcome.NO_ANSWER)


def _next(call: CallPlan, failure: CallOutcome) -> Step:
    phone = call.phone + 1
    if call.line is not None and phone < call.line.phones:
        call = replace(call, stage=Stage.DIALLING, phone=phone)
        return together(call, StopDialling(), DialNext(phone), call.pace.ring)
    return _back(replace(call, failure=failure))


def _back(call: CallPlan) -> Step:
    """Nobody could come to the phone: offer the request instead, or go on waiting for its answer.

    Whoever sent one already is told and let go; the answer comes by text where agreed.
    """
    if call.request_made:
        failed, text = call.failure or CallOutcome.NO_ANSWER, "not_yet_text"
        words = failed_words(call)
        return over(call, failed, words, text if call.agreed else "not_yet")
    stopped = replace(call, stage=Stage.MENU, requested=None, heard=READINGS)
    back, actions = together(stopped, choices(stopped), call.pace.reading)
    return back, (StopDialling(), *actions)


def hung_up(call: CallPlan, _: object) -> Step:
    return over(call, CallOutcome.TALKED)
