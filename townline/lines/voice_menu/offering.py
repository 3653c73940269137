"""What a caller may choose now, and the agreement to get the answer as a text."""

from dataclasses import replace

from townline.lines.voice_menu.actions import NoteAgreement
from townline.lines.voice_menu.ending import Step, together
from townline.lines.voice_menu.plan import CallPlan, Outcome

READINGS = 2
_FAILED = {
    Outcome.BUSY: "owner_busy",
    Outcome.DECLINED: "owner_declined",
    Outcome.NO_ANSWER: "owner_no_answer",
}


def choices(call: CallPlan) -> tuple[str, ...]:
    """Say which keys there are now."""
    if call.failure is not None:
        return (failed_words(call), "menu_after")
    if call.line is not None and call.line.quiet:
        return ("menu", "menu_quiet")
    if not call.talks:
        return ("menu",)
    return ("menu", "menu_talk", "menu_wait") if unasked(call) else ("menu", "menu_talk")


def failed_words(call: CallPlan) -> str:
    """Name the prompt that says why the owner was not reached."""
    return _FAILED.get(call.failure or Outcome.NO_ANSWER, "owner_no_answer")


def unasked(call: CallPlan) -> bool:
    """Say whether silence connects. Who was tried once is not tried again without being asked."""
    return call.talks and call.rounds == 0 and call.line is not None and call.line.talks_unasked


def agree(call: CallPlan) -> Step:
    if call.agreed or not call.textable:
        return call, ()
    return together(replace(call, agreed=True), NoteAgreement(), ("agreed",))
