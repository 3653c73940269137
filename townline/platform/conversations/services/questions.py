"""Short replies to what a telephone was asked: the one place that says which question is meant.

Each question lies where it is asked (a follow-up, a request, an alarm); its room tells here what
is open, and takes the reply that was found to be meant for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.platform.conversations.ports import Claim, Claimer, IncomingView
from townline.platform.conversations.rules.questions import (
    Fit,
    OpenQuestion,
    ParsedReply,
    matching_fits,
)
from townline.platform.conversations.rules.states import Cause
from townline.platform.conversations.services.outgoing.queueing import automatic_queue
from townline.platform.core import district

BY = "conversations.question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """What asks telephones a kind of question that is answered with a digit or a short word.

    ``hears``: what a body says, if it has the form of a reply; without a look at the database.
    ``asked``: the questions of the sender that a reply may be for, also those just over; for a
    reply that names one, only that. ``answer``: takes the reply, or leaves the text to others.
    ``which``: asks back among several of its own. ``says``: how the reply is worded so that it
    fits this question only, as a line of text.
    """

    name: str
    hears: Callable[[str], ParsedReply | None]
    asked: Callable[[IncomingView, ParsedReply], Sequence[OpenQuestion]]
    answer: Callable[[IncomingView, OpenQuestion, ParsedReply], Claim | None]
    which: Callable[[IncomingView, Sequence[OpenQuestion], ParsedReply], Claim | None]
    says: Callable[[OpenQuestion, ParsedReply, str], str]


def question_claimer(
    askers: Sequence[Asker], *, elsewhere: Callable[[str], bool] = lambda _: False
) -> Claimer:
    """Make the claimer of short replies to what a telephone was asked by these.

    The latest question decides; what fits two that were asked within an hour is asked back about.
    ``elsewhere``: addresses at which no question is answered.
    """
    known = {asker.name: asker for asker in askers}

    # Without a savepoint: the router undoes its whole transaction when a text fails.
    @transaction.atomic(savepoint=False)
    def question_claim(view: IncomingView) -> Claim | None:
        if view.photos or view.parts_missing or view.first_text:
            return None
        replies = {name: reply for name, each in known.items() if (reply := each.hears(view.body))}
        if not replies or elsewhere(view.destination_addr):
            return None  # nearly every text: without a question to the database
        return _answer_reply(
            view, known, matching_fits(_fits(view, known, replies), view.received_at)
        )

    return question_claim


def _fits(
    view: IncomingView, known: dict[str, Asker], replies: dict[str, ParsedReply]
) -> list[Fit]:
    return [
        Fit(name, question, reply)
        for name, reply in replies.items()
        for question in known[name].asked(view, reply)
    ]


def _answer_reply(view: IncomingView, known: dict[str, Asker], fits: Sequence[Fit]) -> Claim | None:
    if not fits:
        return None
    first, asker = fits[0], known[fits[0].asker]
    if len(fits) == 1:
        return asker.answer(view, first.question, first.heard)
    if all(fit.asker == first.asker for fit in fits):
        return asker.which(view, [fit.question for fit in fits], first.heard)
    return _ask_back(view, known, fits)


def _ask_back(view: IncomingView, known: dict[str, Asker], fits: Sequence[Fit]) -> Claim:
    lines = [known[fit.asker].says(fit.question, fit.heard, view.language) for fit in fits]
    reference = f"resident:{view.resident_id}"
    automatic_queue(
        resident_id=view.resident_id,
        body=district.text("question_which", view.language).format(choices="\n".join(lines)),
        reference=reference,
        now=view.now,
        cause=Cause.ASKED,
    )
    return Claim(by=BY, reference=reference)
