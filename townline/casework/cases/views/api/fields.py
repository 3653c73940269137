"""What a request about cases may hold beside what every input may (``web/inputs.py``)."""

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from townline.casework.cases.rules import CaseState
from townline.platform.web.inputs import TextId

GROUPS = (
    "todo",
    "open",
    "overdue",
    "legal_overdue",
    "finished",
    "promised_missed",
    "sure",
    "unsure",
    "languages",
    "aside",
    "all",
)
STATES = (*GROUPS, *(str(state) for state in CaseState))


def _known_state(state: str) -> str:
    if state not in STATES:
        raise ValueError(f"unknown state {state!r}; accepted: {', '.join(STATES)}")
    return state


type Limit = Annotated[int, Field(ge=1, le=200)]
type Texts = Annotated[list[TextId], Field(min_length=1, max_length=1_000)]
type StateFilter = Annotated[
    str,
    AfterValidator(_known_state),
    WithJsonSchema({"type": "string", "enum": list(STATES)}),
]
