"""What always holds for a call, whatever happens in whatever order."""

from uuid import UUID

from hypothesis import given, strategies as st

from townline.lines.safenumbers import voice_menu as calls
from townline.lines.safenumbers.voice_menu import CallPlan, DialledLine, Stage, step

LINES = st.builds(
    DialledLine,
    phones=st.integers(0, 3),
    talks_unasked=st.booleans(),
    quiet=st.booleans(),
    language=st.sampled_from(["ko", "en"]),
)
DIGITS = st.sampled_from([*"0123456789*#"])
EVENTS = st.one_of(
    st.builds(calls.Digit, DIGITS),
    st.builds(calls.OwnerPressed, DIGITS),
    st.builds(calls.OwnerFailed, st.sampled_from(["busy", "declined", "no_answer", "failed"])),
    st.builds(calls.OwnerReplied, st.integers(0, 4)),
    st.builds(calls.RequestMade, st.booleans()),
    st.builds(calls.RequestRefused, st.sampled_from(["limited", "blocked"])),
    st.builds(calls.CodeFound, LINES),
    st.builds(calls.CodeWrong, st.booleans()),
    st.sampled_from(
        [
            calls.ReadingEnded(),
            calls.TimeUp(),
            calls.OwnerRings(),
            calls.OwnerAnswered(),
            calls.OwnerLeft(),
            calls.OfficeNotified(),
        ]
    ),
    st.sampled_from([calls.CallerLeft(), calls.Draining()]),
)
PLANS = st.one_of(
    st.builds(
        CallPlan,
        call_id=st.just(UUID(int=1)),
        line=LINES,
        textable=st.booleans(),
        menu_only=st.booleans(),
    ),
    st.just(CallPlan(call_id=UUID(int=1), line=None, stage=Stage.CODE)),
)
WITHOUT_LEAVING = EVENTS.filter(lambda e: not isinstance(e, calls.CallerLeft | calls.Draining))


def _run(plan, events):
    """Give each step: the plan before, the event, the plan after, the actions."""
    for event in [calls.Begins(), *events]:
        after, actions = step(plan, event)
        yield plan, event, after, actions
        plan = after


@given(PLANS, st.lists(EVENTS, max_size=40))
def test_a_call_that_is_not_over_has_a_timer_and_ends_exactly_once(plan, events):
    ends = 0
    for before, _, after, actions in _run(plan, events):
        ends += sum(isinstance(action, calls.End) for action in actions)
        if before.stage is Stage.OVER:
            assert (after, actions) == (before, ())
        assert (after.stage is Stage.OVER) == (ends == 1) == (after.outcome is not None)
        assert (after.timer is None) == (after.stage is Stage.OVER)
        if ends:
            assert not actions or isinstance(actions[-1], calls.End)


@given(PLANS, st.lists(EVENTS, max_size=40))
def test_nobody_is_joined_before_the_owner_pressed_one(plan, events):
    for before, event, after, actions in _run(plan, events):
        joined = any(isinstance(action, calls.Join) for action in actions)
        if joined:
            assert before.stage is Stage.CONFIRMING
            assert event == calls.OwnerPressed("1")
        assert (before.stage is not Stage.TALKING and after.stage is Stage.TALKING) == joined


@given(PLANS, st.lists(WITHOUT_LEAVING, max_size=30))
def test_talk_is_reachable_unless_switched_off(plan, events):
    for _, _, after, _ in _run(plan, events):
        if after.stage in {Stage.MENU, Stage.REQUESTED} and after.rounds < 2:
            reached, _ = step(after, calls.Digit("3"))
            assert (reached.stage is Stage.DIALLING) == after.talks


@given(PLANS, st.lists(EVENTS, max_size=40))
def test_no_owner_is_disturbed_in_quiet_hours_or_by_who_may_not(plan, events):
    for before, _, _, actions in _run(plan, events):
        if any(isinstance(action, calls.DialNext) for action in actions):
            assert before.talks


@given(PLANS, st.lists(WITHOUT_LEAVING, max_size=30))
def test_time_alone_brings_every_call_to_its_end(plan, events):
    for _, _, after, _ in _run(plan, events):
        plan = after
    for _ in range(40):
        plan, _ = step(plan, calls.TimeUp())
    assert plan.stage is Stage.OVER


@given(PLANS, st.lists(EVENTS, max_size=40))
def test_only_prompts_that_exist_are_said(plan, events):
    for _, _, _, actions in _run(plan, events):
        for action in actions:
            assert set(getattr(action, "prompts", ())) <= {*calls.PROMPTS, *calls.MORE_PROMPTS}


@given(PLANS, st.lists(EVENTS, max_size=40))
def test_a_phone_that_rings_is_left_before_the_end(plan, events):
    for before, _, after, actions in _run(plan, events):
        if (
            before.stage in {Stage.DIALLING, Stage.CONFIRMING, Stage.HELPED}
            and after.stage is Stage.OVER
        ):
            assert isinstance(actions[0], calls.StopDialling)
