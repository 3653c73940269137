"""What the room refuses, each with a stable name that the API and pages show."""


class CaseError(Exception):
    """Base of all refusals. ``type`` is stable; ``detail`` says what to do."""

    type = "case-error"
    status = 400

    def __init__(self, detail: str, **extra: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class NotFound(CaseError):
    type = "not-found"
    status = 404


class NotAllowed(CaseError):
    type = "not-allowed"
    status = 403


class OnlyTakesPart(NotAllowed):
    """The department sees the case, and another one leads it."""

    type = "only-takes-part"


class OfficeDecides(NotAllowed):
    """A case was returned twice: the mayor's office says whose it is."""

    type = "office-decides"


class WrongState(CaseError):
    type = "wrong-state"
    status = 409


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


class ReturnedTwice(WrongState):
    """The mayor's office has decided whose it is: nobody gives it back any more."""

    type = "returned-twice"


class AnswerGone(WrongState):
    """The answer is on its way or has gone: no position changes it any more."""

    type = "answer-gone"


class BundledCase(WrongState):
    """The case is answered together with others: take them apart first."""

    type = "bundled"


class JointCase(WrongState):
    """Departments, a meeting or an agency belong to the case: others are merged into it."""

    type = "joint-case"


class ReferralOpen(WrongState):
    """An outside agency has not answered yet: the case stays ours."""

    type = "referral-open"


class MeetingOver(WrongState):
    """The meeting was held or called off."""

    type = "meeting-over"


class TextChanged(CaseError):
    """The words, or what the resident said last, are not what was looked at."""

    type = "text-changed"
    status = 409


class PressTooOld(WrongState):
    """A confirmation that was pressed without a connection, more than twelve hours ago."""

    type = "press-too-old"


class DraftConflict(CaseError):
    """Somebody else saved in the meantime; ``extra`` holds their version and words."""

    type = "draft-conflict"
    status = 409


class PositionConflict(CaseError):
    """Somebody else gave the position in the meantime; ``extra`` holds theirs and ours."""

    type = "position-conflict"
    status = 409


class InvalidInput(CaseError):
    type = "invalid-input"
    status = 422


class BlanksLeft(InvalidInput):
    """A template's blank was not filled; ``left`` shows each with what stands around it."""

    type = "blanks-left"

    def __init__(self, left: str) -> None:
        super().__init__(f"fill in what is left blank: {left}", left=left)
        self.left = left


class InThePast(InvalidInput):
    type = "in-the-past"


class AfterPromise(InvalidInput):
    """Later than the promise to the resident, and no reason given why."""

    type = "later-than-promise"


class LeadsAlready(InvalidInput):
    """A department cannot take part in the case that it leads."""

    type = "leads-already"


class UnknownDepartment(InvalidInput):
    type = "unknown-department"


class UnknownAgency(InvalidInput):
    type = "unknown-agency"


class NotSamePeople(InvalidInput):
    """One answer to several cases goes to the same residents only."""

    type = "not-same-people"


class IntoItself(InvalidInput):
    type = "into-itself"


class LastText(InvalidInput):
    """A case keeps at least one text; a whole case is merged, not emptied."""

    type = "last-text"


class PhotosNotCarried(CaseError):
    """An answer has photos, and no link at work carries them."""

    type = "photos-not-carried"
    status = 422


class PhotoUnusable(InvalidInput):
    """A file that cannot go out as a photo; ``extra`` says why (``problem``)."""

    type = "photo-unusable"


class TooManyPhotos(InvalidInput):
    """More photos than a text carries now; ``extra`` says how many it does (``most``)."""

    type = "too-many-photos"


class TooLate(CaseError):
    """A moment to send that lies after the promise."""

    type = "after-promise"
    status = 422


class VisitInPast(InvalidInput):
    """A visit that would have to begin before now."""

    type = "visit-in-past"


class VisitTwice(InvalidInput):
    """The case has a visit at that time already; ``extra`` says when (``planned_at``)."""

    type = "visit-twice"


class VisitorBlind(InvalidInput):
    """A visitor who may not see the case, or does not work here any more."""

    type = "visitor-blind"


class TooManyVisitPhotos(InvalidInput):
    type = "too-many-visit-photos"


class NotRepeated(WrongState):
    """Not repeated or not answered often enough; ``extra``: ``complaints``, ``answers``."""

    type = "not-repeated"


class NotAGroup(InvalidInput):
    """Fewer households than a group complaint has; ``extra`` says how many (``needed``)."""

    type = "not-a-group"


class DatesUnchecked(CaseError):
    """The words name dates that nobody has looked at; ``extra`` holds them (``found``)."""

    type = "dates-unchecked"
    status = 422


class PromiseSettled(WrongState):
    """Somebody has said already what became of a promised date."""

    type = "promise-settled"


class LinkNotSent(CaseError):
    """No automatic text may go to the resident now: they said STOP, or had enough this hour."""

    type = "link-not-sent"
    status = 409


class NoPublicAddress(CaseError):
    """Nobody has said how residents reach the pages, so a text can hold no link."""

    type = "no-public-address"
    status = 409


class LinkOver(CaseError):
    """A link to a case page that is wrong, too old, or of nobody any more: all look the same."""

    type = "link-over"
    status = 410


class ExtensionRefused(CaseError):
    """A legal period cannot be lengthened so; ``extra`` says why (``why``)."""

    type = "extension-refused"
    status = 422


class DayKnown(InvalidInput):
    """The day is a day off already."""

    type = "day-known"


class DayUnknown(InvalidInput):
    """The day is no day off, so that it cannot be taken away."""

    type = "day-unknown"
