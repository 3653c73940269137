"""Refusals where cases are put together and taken apart."""

from townline.cases.errors.base import InvalidInput, WrongState


class Merged(WrongState):
    """The case went on in another one; ``extra`` says in which (``merged_into``)."""

    type = "merged"


class AnswerOnItsWay(WrongState):
    """Nothing is regrouped while an answer is in its hold or with the network."""

    type = "answer-on-its-way"


class AlreadyMerged(WrongState):
    type = "already-merged"


class TextElsewhere(WrongState):
    """A text that was picked is no longer in the case."""

    type = "text-elsewhere"


class BuiltOn(WrongState):
    """Somebody has gone on since: undoing would undo their work too."""

    type = "built-on"


class UndoOver(WrongState):
    type = "undo-over"


class BundledCase(WrongState):
    """The case is answered together with others: take them apart first."""

    type = "bundled"


class NotSamePeople(InvalidInput):
    """One answer to several cases goes to the same residents only."""

    type = "not-same-people"


class IntoItself(InvalidInput):
    type = "into-itself"


class LastText(InvalidInput):
    """A case keeps at least one text; a whole case is merged, not emptied."""

    type = "last-text"


class NotRepeated(WrongState):
    """Not repeated or not answered often enough; ``extra``: ``complaints``, ``answers``."""

    type = "not-repeated"


class NotAGroup(InvalidInput):
    """Fewer households than a group complaint has; ``extra`` says how many (``needed``)."""

    type = "not-a-group"
