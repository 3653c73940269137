"""What each action of the rules does."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from townline.adapters.sip.flow.store import StoreFailed
from townline.adapters.sip.stack.leg import LegOver
from townline.adapters.sip.stack.media import MediaFailed, SdpUnusable, Side
from townline.lines.safenumbers.voice_menu import (
    Action,
    AskOffice,
    AskOwner,
    CallerLeft,
    CallPlan,
    CodeWrong,
    DialNext,
    End,
    Join,
    LookUpCode,
    NoteAgreement,
    OfficeNotified,
    OwnerFailed,
    PlayPrompts,
    SendRequest,
    SetTimer,
    StopDialling,
    StopSaying,
    TimeUp,
)

if TYPE_CHECKING:
    from townline.adapters.sip.flow.call import CallSession


async def do(call: "CallSession", action: Action) -> None:
    """Do one action. Raises MediaFailed when there is no sound any more."""
    await _ACTIONS[type(action)](call, action)


async def _play_prompts(call: "CallSession", action: PlayPrompts) -> None:
    side = Side.OWNER if action.to == "owner" else Side.CALLER
    files = call.house.prompts.files(action.prompts, action.language)
    await call.house.media.play(call.id, side, files)


async def _fall_silent(call: "CallSession", _: StopSaying) -> None:
    await call.house.media.stop(call.id, Side.CALLER)


async def _send(call: "CallSession", action: SendRequest) -> None:
    call.soon(_request(call, action))


async def _request(call: "CallSession", action: SendRequest) -> None:
    house = call.house
    try:
        event = await house.threads.call(
            house.store.call_request, call_id=call.id, kind=action.kind, now=house.now()
        )
    except StoreFailed:
        call.post(TimeUp())
        raise
    call.post(event)


async def _agree(call: "CallSession", _: NoteAgreement) -> None:
    house = call.house
    call.soon(house.threads.call(house.store.call_agree, call_id=call.id, now=house.now()))


async def _look_up(call: "CallSession", action: LookUpCode) -> None:
    call.soon(_code(call, action))


async def _code(call: "CallSession", action: LookUpCode) -> None:
    house = call.house
    try:
        event = await house.threads.call(
            house.store.call_code, call_id=call.id, code=action.code, now=house.now()
        )
    except StoreFailed:
        call.post(CodeWrong())
        raise
    call.post(event)


async def _dial(call: "CallSession", action: DialNext) -> None:
    house = call.house
    try:
        phones = await house.threads.call(house.store.call_phones, call.id)
    except StoreFailed:
        phones = ()
    line = call.plan.line
    if action.phone >= len(phones) or call.owner is None or line is None:
        call.post(OwnerFailed("failed"))
        return
    await call.owner.dial(target=phones[action.phone].value, from_number=line.number)


async def _stop_dialling(call: "CallSession", _: StopDialling) -> None:
    if call.owner is not None:
        await call.owner.leave()


async def _ask(call: "CallSession", action: AskOwner) -> None:
    call.asking = call.house.prompts.files(action.prompts, action.language)
    await call.house.media.play(call.id, Side.OWNER, call.asking)


async def _ask_office(call: "CallSession", _: AskOffice) -> None:
    call.soon(_office(call))


async def _office(call: "CallSession") -> None:
    house = call.house
    try:
        await house.threads.call(house.store.call_help, call_id=call.id, now=house.now())
    except StoreFailed:
        call.post(TimeUp())
        raise
    call.post(OfficeNotified())


async def _join(call: "CallSession", _: Join) -> None:
    try:
        async with call.moving:
            await call.house.media.sound(call.id).join(call.leg.reinvite)
    except LegOver:
        call.post(CallerLeft())
    except (SdpUnusable, MediaFailed):
        call.post(OwnerFailed("failed"))


async def _set_timer(call: "CallSession", action: SetTimer) -> None:
    call.set_timer(action.seconds)


async def _end(call: "CallSession", action: End) -> None:
    call.end = action


async def note_stage(call: "CallSession", plan: CallPlan) -> None:
    """Write down where a call stands, after where it stood before."""
    house = call.house
    async with call.noting:
        await house.threads.call(
            house.store.call_stage, call_id=call.id, stage=plan.stage, now=house.now(),
            language=plan.language,
        )  # fmt: skip


async def note_end(call: "CallSession", end: End) -> None:
    """Write down how it ended."""
    house = call.house
    await house.threads.call(
        house.store.call_end, call_id=call.id, outcome=end.outcome, now=house.now()
    )


_ACTIONS: dict[type[Any], Callable[["CallSession", Any], Awaitable[None]]] = {
    PlayPrompts: _play_prompts,
    StopSaying: _fall_silent,
    SendRequest: _send,
    NoteAgreement: _agree,
    LookUpCode: _look_up,
    DialNext: _dial,
    StopDialling: _stop_dialling,
    AskOwner: _ask,
    AskOffice: _ask_office,
    Join: _join,
    SetTimer: _set_timer,
    End: _end,
}
