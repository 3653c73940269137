"""The end of a call, and the small moves that all stages share."""

from dataclasses import replace

from townline.lines.safenumbers.voice_menu.actions import (
    Action,
    End,
    PlayPrompts,
    SetTimer,
    StopDialling,
)
from townline.lines.safenumbers.voice_menu.plan import CallOutcome, CallPlan, Stage

type Step = tuple[CallPlan, tuple[Action, ...]]

_WITH_OWNER = frozenset({Stage.DIALLING, Stage.CONFIRMING, Stage.HELPED})


def over(call: CallPlan, outcome: CallOutcome, *prompts: str) -> Step:
    """End a call; a phone that still rings is left first."""
    leave: tuple[Action, ...] = (StopDialling(),) if call.stage in _WITH_OWNER else ()
    ended = replace(call, stage=Stage.OVER, outcome=outcome, timer=None, saying=False)
    return ended, (*leave, End(outcome, prompts, call.language))


def play_prompts(call: CallPlan, *prompts: str) -> Step:
    """Say something to the caller, without touching the timer."""
    return replace(call, saying=True, last_said=prompts), (PlayPrompts(prompts, call.language),)


def set_timer(call: CallPlan, seconds: float) -> Step:
    """Set the timer."""
    return replace(call, timer=seconds), (SetTimer(seconds),)


def together(call: CallPlan, *moves: Action | float | tuple[str, ...]) -> Step:
    """Do several things in order: an action; seconds set the timer; a tuple of prompts is said."""
    actions: tuple[Action, ...] = ()
    for move in moves:
        if isinstance(move, tuple):
            call, more = play_prompts(call, *move)
        elif isinstance(move, int | float):
            call, more = set_timer(call, move)
        else:
            more = (move,)
        actions += more
    return call, actions
