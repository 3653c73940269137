"""Refusals as RFC 9457 asks: one shape, a stable type, words that say what to do."""

import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

# At the very end of a change nobody can tell whether it was kept.
DATABASE_AWAY = "the database is away for a moment; look whether a change was kept, then ask again"
CONTENT_TYPE = "application/problem+json"
TITLES = {
    "malformed-request": "The request cannot be read",
    "unauthenticated": "Nobody is signed in",
    "not-allowed": "This person or token may not do that",
    "not-found": "There is no such thing, or it is not yours to see",
    "method-not-allowed": "This address does not take that method",
    "wrong-state": "The state does not allow that",
    "merged": "The case went on in another one",
    "answer-on-its-way": "An answer is on its way",
    "already-merged": "The cases are one already",
    "text-elsewhere": "A text is no longer in the case",
    "built-on": "Somebody has gone on since",
    "undo-over": "There is nothing to undo, or no longer",
    "into-itself": "That is the same case",
    "last-text": "A case keeps at least one text",
    "text-changed": "The words or the resident's last text have changed",
    "draft-conflict": "Somebody else saved in the meantime",
    "link-not-sent": "No automatic text may go to the resident now",
    "no-public-address": "Nobody has set the address that residents open",
    "length-required": "The request does not say how long it is",
    "too-large": "The request is too large",
    "invalid-input": "A value is not accepted",
    "blanks-left": "A blank of a template was not filled",
    "photos-not-carried": "No link carries photos now",
    "too-many-photos": "No link carries as many photos",
    "dates-unchecked": "Nobody has looked at the dates in these words",
    "promise-settled": "Somebody has settled that promise already",
    "after-promise": "That is later than the promise",
    "extension-refused": "The legal period cannot be extended so",
    "only-takes-part": "Another department leads the case",
    "office-decides": "The mayor's office decides whose case it is",
    "returned-twice": "The mayor's office has decided whose case it is",
    "answer-gone": "The answer is on its way or has gone",
    "bundled": "The case is answered together with others",
    "joint-case": "Other offices take part in the case",
    "referral-open": "An outside agency has not answered yet",
    "meeting-over": "The meeting was held or called off",
    "position-conflict": "A colleague gave the position in the meantime",
    "in-the-past": "That moment is past",
    "later-than-promise": "That is later than the promise, and no reason is given",
    "leads-already": "The department leads the case",
    "unknown-department": "There is no such department",
    "unknown-agency": "There is no such agency",
    "not-same-people": "The cases are of different residents",
    "visit-in-past": "A visit lies in the future",
    "batch-empty": "No case was picked",
    "batch-too-large": "More cases than one request takes",
    "batch-undone": "The batch cannot be undone any more",
    "duty-refused": "Leave or duty that cannot be as wished",
    "visit-twice": "The case has a visit at that time",
    "visitor-blind": "The visitor may not see the case",
    "too-many-visit-photos": "A visit keeps fewer photos",
    "not-repeated": "It was not repeated or not answered often enough",
    "not-a-group": "These are too few households",
    "mention-blind": "Who is called may not see the case",
    "mention-unknown": "Nobody signs in by that name",
    "alarm-over": "Somebody has acknowledged or ended the alarm meanwhile",
    "alarm-reason": "Without a reason nothing is learnt from an alarm",
    "alerts-refused": "This person cannot be told so",
    "rule-circle": "A case would go round by these rules",
    "rule-invalid": "The rule says nothing, or something unknown",
    "place-unknown": "The district has no such place",
    "no-reading": "No text of the case was put before the triage",
    "suggestion-gone": "Another suggestion stands there now",
    "cannot-seek": "These words cannot be sought",
    "number-not-kept": "A search with a number is not kept",
    "search-name-taken": "A search of this person has this name already",
    "too-many-searches": "A person keeps fewer searches",
    "number-out-of-use": "The safe number is not in use now",
    "asked-too-often": "Too many requests lately",
    "asker-blocked": "This caller is kept out",
    "request-not-found": "There is no such request",
    "request-over": "Nobody waits for this answer any more",
    "answer-unknown": "Answers are 1, 2 and 3",
    "nobody-to-block": "Whoever asked left no number",
    "reason-missing": "The reason is missing",
    "lease-not-found": "There is no such safe number",
    "plate-invalid": "This is no car number",
    "phones-invalid": "The telephones cannot be used",
    "car-has-a-number": "The car has a safe number already",
    "no-number-free": "No safe number is free",
    "search-invalid": "This cannot be searched for",
    "unknown-queue": "There is no such queue or desk",
    "unknown-ticket": "The token opens no ticket",
    "not-today": "The queue is not open today",
    "not-yet": "Tickets are not given yet",
    "closed": "No tickets are given any more today",
    "full": "The day is full",
    "already-here": "The phone or the device has a ticket",
    "party": "A ticket is for fewer people",
    "desk-closed": "The desk is closed",
    "desk-busy": "Somebody is at the desk",
    "proof-needed": "A proof of work is missing or too little",
    "nobody-called": "Nobody is at the desk",
    "nobody-behind": "Nobody waits behind this ticket",
    "too-often": "That was done too often, or is too late",
    "code-locked": "Too many wrong codes",
    "wrong-code": "Number and code do not belong together",
    "no-slot": "There is no such slot",
    "phone-needed": "A mobile number is needed",
    "too-early": "It is too early for that",
    "no-questions": "Nothing is asked while waiting",
    "questions-over": "The ticket has ended",
    "answers": "An answer cannot be kept",
    "too-many-requests": "Too many requests",
    "server-error": "Something broke on our side",
    "unavailable": "The service is away for a moment",
}
BY_STATUS = {
    401: "unauthenticated",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    409: "wrong-state",
    411: "length-required",
    413: "too-large",
    422: "invalid-input",
    428: "proof-needed",
    429: "too-many-requests",
    503: "unavailable",
}


def type_of(status: int) -> str:
    """Name the type that a bare status stands for."""
    return BY_STATUS.get(
        status,
        "server-error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "malformed-request",
    )


def problem(status: int, detail: str, *, kind: str = "", **extra: object) -> HttpResponse:
    """Write a refusal. ``kind`` is the stable end of its type (default: by the status)."""
    kind = kind or type_of(status)
    told = {
        **extra,
        "type": f"/problems/{kind}",
        "title": TITLES.get(kind) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    # What was sent may be quoted, also when it is no text that UTF-8 can write.
    body = json.dumps(told, ensure_ascii=False, default=str).encode("utf-8", "replace")
    response = HttpResponse(body, content_type=CONTENT_TYPE, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


@csrf_exempt  # it changes nothing, and must say 404 to every method
def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address under /api that does not exist."""
    return problem(404, "there is no such address; see /api/openapi.json")
