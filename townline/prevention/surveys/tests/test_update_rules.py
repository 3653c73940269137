"""Whatever order updates without signal come in, a home ends the same."""

import datetime as dt
import itertools

from hypothesis import given, strategies as st

from townline.prevention.surveys.rules.updates import Update, UpdateState, settle

NOON = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)


@st.composite
def offline(draw):
    """Draw what several phones did from the same version on, each in a chain of its own."""
    found = []
    for branch in range(draw(st.integers(1, 4))):
        for step in range(draw(st.integers(1, 3))):
            names = draw(st.sets(st.sampled_from(["note", "bell", "unit"]), max_size=2))
            found.append(
                Update(
                    key=f"{branch}-{step}",
                    base=1 + step,
                    trunk=1,
                    branch=f"b{branch}",
                    changes={name: draw(st.sampled_from("xyz")) for name in sorted(names)},
                    filled_at=NOON + dt.timedelta(minutes=draw(st.integers(0, 5))),
                )
            )
    return found


def arrive(updates):
    """Take updates in one after the other, as the server does."""
    there, version, outcome = [], 1, settle([])
    for update in updates:
        there.append(update)
        outcome = settle(there)
        for place, known in enumerate(there):
            met = outcome.states[known.key] is not UpdateState.WAITING
            if known.version is None and met:
                version += 1
                there[place] = Update(**{**fields(known), "version": version})
    return settle(there)


def fields(update):
    return {name: getattr(update, name) for name in Update.__dataclass_fields__}


@given(updates=offline(), data=st.data())
def test_any_order_of_offline_edits_ends_in_the_same_state(updates, data):
    other = data.draw(st.permutations(updates))
    assert arrive(updates) == arrive(other)


def one(key, base, trunk, branch, *, version=None, minute=0, **changes):
    at = NOON + dt.timedelta(minutes=minute)
    return Update(
        key=key, base=base, trunk=trunk, branch=branch, changes=changes, filled_at=at,
        version=version,
    )  # fmt: skip


def test_one_that_builds_on_what_has_not_come_waits():
    late = one("b", 2, 1, "x", note="after")
    assert settle([late]).states == {"b": UpdateState.WAITING}
    both = settle([late, one("a", 1, 1, "x", note="before")])
    assert both.values == {"note": "after"}
    assert set(both.states.values()) == {UpdateState.APPLIED}


def test_two_who_did_not_know_each_other_and_differ_are_shown():
    for order in itertools.permutations(
        [one("a", 1, 1, "x", note="blue"), one("b", 1, 1, "y", minute=5, note="red")]
    ):
        found = settle(order)
        assert found.values == {"note": "red"}
        assert set(found.states.values()) == {UpdateState.CONFLICT}


def test_two_who_say_the_same_or_speak_of_other_things_do_not_conflict():
    found = settle([one("a", 1, 1, "x", note="blue"), one("b", 1, 1, "y", note="blue", bell="2")])
    assert found.values == {"note": "blue", "bell": "2"}
    assert set(found.states.values()) == {UpdateState.APPLIED}


def test_who_had_the_other_on_the_phone_simply_goes_on():
    found = settle([one("a", 1, 1, "x", version=4, note="blue"), one("b", 4, 4, "y", note="red")])
    assert found.values == {"note": "red"}
    assert set(found.states.values()) == {UpdateState.APPLIED}


def test_what_a_person_chose_counts():
    chosen = Update(**{**fields(one("a", 1, 1, "x", note="blue")), "chosen": True})
    found = settle([chosen, one("b", 1, 1, "y", minute=9, note="red")])
    assert found.values == {"note": "blue"}
    assert found.states == {"a": UpdateState.CHOSEN, "b": UpdateState.CONFLICT}
