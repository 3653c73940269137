"""Which texts are a word to the line itself, or a reply to what was asked."""

from django.db import transaction

from townline.cases.rules.residents import Command, command_of
from townline.cases.services.reading_begin import reply_begin
from townline.cases.services.residents.not_fixed import not_fixed_claim
from townline.cases.services.residents.replies import reply_claim
from townline.cases.services.residents.status import status_claim
from townline.cases.services.residents.words import line_words
from townline.conversations import api as conversations
from townline.conversations.api import Cause, Claim, IncomingView
from townline.core import district


# Without a savepoint: the router undoes its whole transaction when a text fails.
@transaction.atomic(savepoint=False)
def resident_claim(view: IncomingView) -> Claim | None:
    """Take a text that only asks how it goes or for help, says "not fixed", or replies to us.

    Leaves every other text to ``text_claim``, also one with a gap, or a command with a photo.
    """
    if view.parts_missing:
        return None
    said = None if view.photos else command_of(view.body, line_words())
    if said is None or (said.command is Command.NOT_FIXED and not said.code):
        replied = None if view.first_text else reply_claim(view)
        if replied or said is None:
            return reply_begin(view, replied)
    if said.command is Command.STATUS:
        return status_claim(view, said.code)
    return _help(view) if said.command is Command.HELP else not_fixed_claim(view, said.code)


def _help(view: IncomingView) -> Claim:
    reference = f"resident:{view.resident_id}"
    words = district.text("help", view.language).format(line_number=district.line_number())
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=words,
        reference=reference,
        now=view.now,
        cause=Cause.ASKED,
    )
    return Claim(by="cases.help", reference=reference)
