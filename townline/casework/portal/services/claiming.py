"""Which texts are a word to the line itself, or a reply in words to what was asked."""

from django.db import transaction

from townline.casework.cases.api import Intent, codes_in, intent_of
from townline.casework.portal.rules.residents import Command, LineCommand, command_of
from townline.casework.portal.services import little
from townline.casework.portal.services.dangers import danger_claim
from townline.casework.portal.services.not_fixed import not_fixed_claim
from townline.casework.portal.services.replies import emit_reply, reply_claim
from townline.casework.portal.services.status import status_claim
from townline.casework.portal.services.texts import line_words
from townline.platform.conversations.api import Claim, IncomingView

_ANSWERED = frozenset({Intent.WITHDRAWAL, Intent.FOLLOW_UP, Intent.HOURS, Intent.NOISE})


# Without a savepoint: the router undoes its whole transaction when a text fails.
@transaction.atomic(savepoint=False)
def resident_claim(view: IncomingView) -> Claim | None:
    """Take a text that is a word to the line, says "not fixed", or replies to us in words.

    Leaves every other text to ``text_claim``, also one with a gap, or a command with a photo.
    """
    if view.parts_missing:
        return None
    line_command = None if view.photos else command_of(view.body, line_words())
    if line_command is None or (
        line_command.command is Command.NOT_FIXED and not line_command.code
    ):
        replied = None if view.first_text else reply_claim(view)
        if replied:
            return emit_reply(view, replied)
        if line_command is None:
            return _claim_by_intent(view)
    return _claim_command(view, line_command)


def _claim_by_intent(view: IncomingView) -> Claim | None:
    """Take a text that needs no answer of the office's, by what its sender wants."""
    reading = intent_of(view)
    if not reading.sure:
        return None
    if reading.intent in _ANSWERED and (danger := danger_claim(view)):
        return danger
    codes = codes_in(view.body, line_words().prefix)
    if reading.intent is Intent.WITHDRAWAL:
        return little.cancel_claim(view, next(iter(codes), ""))
    if reading.intent is Intent.FOLLOW_UP:
        return status_claim(view, next(iter(codes), ""))
    if reading.intent is Intent.HOURS:
        return little.hours_claim(view)
    return little.idle_claim(view) if reading.intent is Intent.NOISE else None


def _claim_command(view: IncomingView, line_command: LineCommand) -> Claim | None:
    # What is not fixed is another matter, which was answered before.
    if line_command.command is not Command.NOT_FIXED and (danger := danger_claim(view)):
        return danger
    if line_command.command is Command.STATUS:
        return status_claim(view, line_command.code)
    if line_command.command is Command.NOT_FIXED:
        return not_fixed_claim(view, line_command.code)
    if line_command.command is Command.CANCEL:
        return little.cancel_claim(view, line_command.code)
    if line_command.command is Command.IDLE:
        return little.idle_claim(view)
    return little.known_claim(view, line_command.command)
