"""What a machine suggests, through the API: read, taken, and what an advertisement is."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import StrictBool

from townline.casework.cases import api as cases
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs, shapes
from townline.casework.cases.views.api.actions import act_on_case
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.classification import api
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import Input, Line, Reason, TextId

of_case = Router(tags=["triage"])
_NOTHING = inputs.Nothing()
_SPAM = "광고·스팸"


Sureness = Literal["nearly", "quite", "perhaps", "hardly"]
# The API was published with two words for what pages call medium.
_QUITE_FROM = 0.7


class Guess(Schema):
    """A suggested service or kind; ``probability`` 0 to 1, ``words``: the words it rests on.

    ``sureness`` gives the probability in words: ``nearly`` from 0.9, ``quite`` from 0.7,
    ``perhaps`` from 0.4, ``hardly`` below. Pages show three grades of confidence: High for a
    suggestion that is ``sure``, Medium for the others from 0.4, Low below.
    """

    code: str
    probability: float
    sureness: Sureness
    words: list[str]


class Topic(Schema):
    """A category, and the ids of the texts about it; ``named``: those read as this category."""

    service: str
    probability: float
    texts: list[int]
    named: list[int]


class Suggestion(Schema):
    """Suggested categories (``services``) and case types (``kinds``), best first.

    ``topics``: what the case's texts are about, the one that opened it first. ``sure`` (high
    confidence) only while these agree and all texts are read; ``aside``: put aside as likely spam.
    """

    text: int
    state: Literal["waiting", "read", "failed"]
    version: str
    sure: bool
    decided: bool
    aside: bool
    services: list[Guess]
    kinds: list[Guess]
    topics: list[Topic]


class Take(Input):
    """``text`` and ``service`` as in the suggestion; ``kind``: the case type.

    ``sure``: only if the confidence is still high.
    """

    CALLED: ClassVar[Mapping[str, str]] = {
        "text": gettext_noop("문자"),
        "kind": gettext_noop("민원 종류"),
        "sure": gettext_noop("신뢰도 높음만"),
    }
    text: TextId
    service: Line
    kind: Line = ""
    sure: StrictBool = False

    def arguments(self) -> dict[str, Any]:
        return {
            "text_id": self.text,
            "service": self.service,
            "kind": self.kind,
            "sure": self.sure,
        }


class SpamSaid(Input):
    reason: Reason = _SPAM


@of_case.get("/{slug:code}/suggestion", response=Suggestion, operation_id="suggestion_get")
def suggestion(request: StaffRequest, code: Code) -> Suggestion:
    """Get the suggested category of a case. 404 where it has no text to classify."""
    act = Act(reader(request), clock.now())
    detail = cases.case_get(act, code=code)
    found = api.suggestion_of(api.readings_of(detail.row.id), act.now)
    if found is None:
        raise cases.NotFound(f"nothing is suggested for {code}", code=code)
    return Suggestion(
        text=found.text_id,
        state=found.state.value,
        version=found.version,
        sure=found.sure,
        decided=found.decided,
        aside=found.aside,
        services=[_guess(one) for one in found.services],
        kinds=[_guess(one) for one in found.kinds],
        topics=[Topic.from_orm(one) for one in found.topics],
    )


def _guess(one: api.Likely) -> Guess:
    return Guess(
        code=one.code,
        probability=one.probability,
        sureness=_sureness(one),
        words=list(one.words),
    )


def _sureness(one: api.Likely) -> Sureness:
    if one.confidence is api.Confidence.MEDIUM:
        return "quite" if one.probability >= _QUITE_FROM else "perhaps"
    return "nearly" if one.confidence is api.Confidence.HIGH else "hardly"


@of_case.post("/{slug:code}/suggestion", response=shapes.Case, operation_id="suggestion_take")
def take(request: StaffRequest, code: Code, payload: Take) -> shapes.Case:
    """Apply a suggested category and assign the case."""
    return act_on_case(request, code, api.suggestion_take, **payload.arguments())


@of_case.post("/{slug:code}/spam", response=shapes.Case, operation_id="spam_confirm")
def spam(request: StaffRequest, code: Code, payload: SpamSaid | None = None) -> shapes.Case:
    """Close a case as spam."""
    return act_on_case(request, code, api.spam_confirm, reason=(payload or SpamSaid()).reason)


@of_case.post("/{slug:code}/not-spam", response=shapes.Case, operation_id="spam_deny")
def not_spam(request: StaffRequest, code: Code, payload: inputs.Nothing = _NOTHING) -> shapes.Case:
    """Move a case that is not spam back to the others."""
    return act_on_case(request, code, api.spam_deny)
