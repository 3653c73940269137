"""What is refused of calling people in a note."""

from townline.cases.errors.base import InvalidInput


class MentionBlind(InvalidInput):
    """Who was called may not see the case, or does not work here any more; ``names`` says who."""

    type = "mention-blind"


class MentionUnknown(InvalidInput):
    """Nobody signs in by a name that was called; ``names`` says which."""

    type = "mention-unknown"
