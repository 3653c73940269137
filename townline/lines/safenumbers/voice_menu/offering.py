"""What a caller may choose now, and the agreement to get the answer as a text."""

from dataclasses import replace

from townline.lines.safenumbers.voice_menu.actions import NoteAgreement
from townline.lines.safenumbers.voice_menu.ending import Step, together
from townline.lines.safenumbers.voice_menu.plan import CallOutcome, CallPlan

READINGS = 2  # where silence does not connect
_FAILED = {
    CallOutcome.BUSY: "owner_busy",
    CallOutcome.DECLINED: "owner_declined",
    CallOutcome.NO_ANSWER: "owner_no_answer",
}


def choices(call: CallPlan) -> tuple[str, ...]:
    """Say which keys there are now."""
    if call.failure is not None:
        return (failed_words(call), "menu_after")
    holding = _holding(call)
    return tuple(part for part in call.menu if part in holding)


def _holding(call: CallPlan) -> set[str]:
    """Give the parts of the menu that are true now."""
    parts = {"menu", *(() if call.heard > 1 else ("greeting",))}
    if is_silence_consent(call):
        return parts | {"menu_wait"}  # names key 3 too
    if call.line is not None and call.line.quiet:
        parts.add("menu_quiet")
    return parts | {"menu_again", *(("menu_talk",) if call.talks else ())}


def failed_words(call: CallPlan) -> str:
    """Name the prompt that says why the owner was not reached."""
    return _FAILED.get(call.failure or CallOutcome.NO_ANSWER, "owner_no_answer")


def is_silence_consent(call: CallPlan) -> bool:
    """Say whether silence connects. Who was tried once is not tried again without being asked."""
    return call.talks and call.rounds == 0 and call.line is not None and call.line.talks_unasked


def agree(call: CallPlan) -> Step:
    if call.agreed or not call.textable:
        return call, ()
    return together(replace(call, agreed=True), NoteAgreement(), ("agreed",))
