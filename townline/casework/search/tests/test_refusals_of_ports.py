"""What this room asks of rooms above, and says of their refusals, without knowing them."""

import pytest

from townline.casework.cases.errors import CaseError
from townline.casework.cases.ports import VETOES, Action, check_vetoes
from townline.casework.cases.views import access
from townline.casework.deadlines.errors import ExtensionRefused
from townline.casework.search.errors import CannotSeek
from townline.casework.search.rules.terms import Nothing
from townline.platform.core.calendars import ExtensionRefusal


def test_the_first_refusal_in_the_order_of_the_wiring_is_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(VETOES, "_values", [])
    calls: list[tuple[str, object]] = []

    def allow(case: object) -> None:
        calls.append(("lets", case))

    def refuses(case: object) -> None:
        calls.append(("refuses", case))
        raise CaseError(f"not {case}")

    def late(case: object) -> None:
        calls.append(("late", case))

    VETOES.fill({Action.MERGE: [allow, refuses, late]})
    with pytest.raises(CaseError, match="not one"):
        check_vetoes(Action.MERGE, "one", "other")
    assert calls == [("lets", "one"), ("lets", "other"), ("refuses", "one")]
    check_vetoes(Action.CLOSE, "one")
    assert len(calls) == 3


@pytest.mark.parametrize(
    "error",
    [
        *(ExtensionRefused("code", why=why.name.lower()) for why in ExtensionRefusal),
        *(CannotSeek("code", why=why) for why in Nothing),
    ],
    ids=lambda error: f"{error.type}:{error.extra['why']}",
)
def test_a_refusal_that_says_why_has_words_of_its_own(error: CaseError) -> None:
    assert access.words(error) != "code"


def test_a_reason_that_nobody_knows_is_told_as_it_is() -> None:
    assert access.words(ExtensionRefused("code", why="moon")) == "code"
