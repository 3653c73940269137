"""What the tests that kill everything take for an honest "try again"."""

import pytest

from tests.kill.answers import is_again

OURS = "application/problem+json"


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_problem_of_ours_that_asks_for_patience_is_tried_again(status):
    assert is_again(status, OURS)


@pytest.mark.parametrize("status", [200, 201, 404, 409, 422])
def test_any_other_answer_is_the_answer(status):
    assert not is_again(status, "application/json")


@pytest.mark.parametrize(
    ("status", "kind"), [(500, ""), (500, "text/plain"), (500, OURS), (503, ""), (502, "text/html")]
)
def test_a_bare_refusal_or_a_fault_is_no_answer_to_be_patient_with(status, kind):
    with pytest.raises(AssertionError):
        is_again(status, kind)
