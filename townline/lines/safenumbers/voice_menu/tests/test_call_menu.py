"""The menu of a call, one path after the other: what is pressed, what is done."""

from uuid import UUID

import pytest

from townline.lines.safenumbers.voice_menu import (
    AskOffice,
    AskOwner,
    Begins,
    CallerLeft,
    CallOutcome,
    CallPlan,
    CodeFound,
    CodeWrong,
    DialledLine,
    DialNext,
    Digit,
    Draining,
    End,
    Join,
    LookUpCode,
    NoteAgreement,
    OfficeNotified,
    OwnerAnswered,
    OwnerFailed,
    OwnerLeft,
    OwnerPressed,
    OwnerReplied,
    OwnerRings,
    PlayPrompts,
    ReadingEnded,
    RequestMade,
    RequestRefused,
    SendRequest,
    SetTimer,
    Stage,
    StopDialling,
    TimeUp,
    step,
)

CALL = UUID(int=7)


def call(line: DialledLine | None = None, **more: object) -> CallPlan:
    values = {"call_id": CALL, "line": line or DialledLine(), "textable": True} | more
    return CallPlan(**values)  # type: ignore[arg-type]  # a test names its fields


def play(plan, *events):
    """Give the plan after these events, and all that was done."""
    done = []
    for event in events:
        plan, actions = step(plan, event)
        done += actions
    return plan, done


def played_prompts(actions):
    return [action.prompts for action in actions if isinstance(action, PlayPrompts)]


def of(actions, kind):
    return [action for action in actions if isinstance(action, kind)]


READ = (ReadingEnded(), TimeUp())


def test_whoever_presses_nothing_is_connected_after_one_reading():
    plan, done = play(call(), Begins(), *READ)
    assert played_prompts(done) == [("greeting", "menu_wait", "menu"), ("connecting",)]
    assert of(done, DialNext) == [DialNext(0)]
    assert plan.stage is Stage.DIALLING


def test_silence_is_connected_within_twenty_seconds_however_long_the_prompts_are():
    # Nothing ever tells that the reading ended.
    _, done = play(call(), Begins(), TimeUp(), TimeUp())
    until = done.index(DialNext(0))
    assert sum(timer.seconds for timer in of(done[:until], SetTimer)) < 20


def test_the_order_of_the_menu_is_the_districts():
    order = ("menu", "greeting", "menu_wait")
    assert played_prompts(play(call(menu=order), Begins())[1]) == [order]


def test_an_owner_may_switch_off_that_silence_connects():
    plan, done = play(call(DialledLine(talks_unasked=False)), Begins(), *READ, *READ)
    assert not of(done, DialNext)
    assert done[-1] == End(CallOutcome.NO_CHOICE, ("goodbye",))
    menu = ("menu_talk", "menu", "menu_again")
    assert played_prompts(done) == [("greeting", *menu), menu]
    assert plan.stage is Stage.OVER


def test_key_three_connects_though_silence_does_not():
    plan, _ = play(call(DialledLine(talks_unasked=False)), Begins(), Digit("3"))
    assert plan.stage is Stage.DIALLING


@pytest.mark.parametrize(("key", "kind"), [("1", "move"), ("2", "trouble")])
def test_one_and_two_send_a_request_and_wait_for_sixty_seconds(key, kind):
    plan, done = play(call(), Begins(), Digit(key), RequestMade())
    assert of(done, SendRequest) == [SendRequest(kind)]
    assert played_prompts(done)[-1] == ("request_sent", "agree_offer")
    assert done[-1] == SetTimer(60)
    assert step(plan, TimeUp())[1] == (End(CallOutcome.REQUESTED, ("not_yet",)),)


def test_the_owners_answer_is_heard_on_the_line():
    _, done = play(call(), Begins(), Digit("1"), RequestMade(), OwnerReplied(2))
    assert done[-1] == End(CallOutcome.SETTLED, ("answer_2", "goodbye"))


def test_key_five_asks_for_the_answer_as_a_text_once():
    plan, done = play(call(), Begins(), Digit("1"), RequestMade(), Digit("5"), Digit("5"))
    assert of(done, NoteAgreement) == [NoteAgreement()]
    assert step(plan, TimeUp())[1] == (End(CallOutcome.REQUESTED, ("not_yet_text",)),)


def test_who_cannot_be_texted_is_offered_none():
    plan, done = play(call(textable=False), Begins(), Digit("1"), RequestMade(), Digit("5"))
    assert played_prompts(done)[-1] == ("request_sent",)
    assert not plan.agreed


def test_nothing_is_told_as_sent_before_it_is():
    _, done = play(call(), Begins(), Digit("1"))
    assert played_prompts(done) == [("greeting", "menu_wait", "menu")]


def test_a_refused_request_says_why_and_ends():
    _, done = play(call(), Begins(), Digit("1"), RequestRefused("limited"))
    assert done[-1] == End(CallOutcome.LIMITED, ("limited",))


def test_nine_is_english_from_there_on():
    _, done = play(call(), Begins(), Digit("9"), Digit("1"), RequestMade(), OwnerReplied(1))
    assert [action.language for action in of(done, PlayPrompts)] == ["ko", "en", "en"]
    assert done[-1] == End(CallOutcome.SETTLED, ("answer_1", "goodbye"), "en")


def test_zero_reads_again_without_greeting_and_silence_still_connects():
    plan, done = play(call(), Begins(), Digit("0"), ReadingEnded(), TimeUp())
    assert played_prompts(done)[1] == ("menu_wait", "menu")
    assert plan.stage is Stage.DIALLING


def test_the_owner_presses_one_before_being_joined():
    plan, done = play(call(), Begins(), Digit("3"), OwnerRings(), OwnerAnswered())
    assert of(done, AskOwner) == [AskOwner(("owner_ask", "owner_ask_help"), "ko")]
    assert not of(done, Join)
    assert of(done, SetTimer)[-1] == SetTimer(15)
    plan, actions = step(plan, OwnerPressed("5"))
    assert actions == ()
    plan, actions = step(plan, OwnerPressed("1"))
    assert actions[0] == Join()
    assert plan.stage is Stage.TALKING


def test_a_mailbox_never_presses_one_and_counts_as_no_answer():
    plan, done = play(call(), Begins(), Digit("3"), OwnerAnswered(), TimeUp())
    assert not of(done, Join)
    assert of(done, StopDialling)
    assert played_prompts(done)[-1] == ("owner_no_answer", "menu_after")
    assert plan.stage is Stage.MENU


@pytest.mark.parametrize(
    ("reason", "prompt", "outcome"),
    [
        ("busy", "owner_busy", CallOutcome.BUSY),
        ("declined", "owner_declined", CallOutcome.DECLINED),
        ("no_answer", "owner_no_answer", CallOutcome.NO_ANSWER),
        ("failed", "owner_no_answer", CallOutcome.NO_ANSWER),
    ],
)
def test_the_next_phone_in_order_then_the_menu_of_requests(reason, prompt, outcome):
    plan, done = play(
        call(DialledLine(phones=2)), Begins(), Digit("3"), OwnerFailed("busy"), OwnerFailed(reason)
    )
    assert of(done, DialNext) == [DialNext(0), DialNext(1)]
    assert played_prompts(done)[-1] == (prompt, "menu_after")
    plan, done = play(plan, ReadingEnded(), TimeUp())
    assert done[-1] == End(outcome, ("goodbye",))


def test_after_a_call_that_failed_a_request_can_still_be_sent():
    plan, done = play(call(), Begins(), Digit("3"), OwnerFailed("busy"), Digit("1"), RequestMade())
    assert of(done, SendRequest) == [SendRequest("move")]
    assert step(plan, OwnerReplied(1))[1][-1] == End(CallOutcome.SETTLED, ("answer_1", "goodbye"))


def test_the_owner_is_rung_in_two_rounds_at_most():
    three = (Digit("3"), OwnerFailed("busy"))
    plan, done = play(call(), Begins(), *three, *three, Digit("3"))
    assert len(of(done, DialNext)) == 2
    assert plan.stage is Stage.OVER


def test_talk_after_a_request_keeps_the_request():
    plan, done = play(call(), Begins(), Digit("1"), RequestMade(), Digit("3"))
    assert plan.stage is Stage.DIALLING
    _, done = play(plan, OwnerReplied(1))
    assert done == [StopDialling(), End(CallOutcome.SETTLED, ("answer_1", "goodbye"))]


def test_quiet_hours_keep_requests_and_put_no_call_through():
    plan, done = play(call(DialledLine(quiet=True)), Begins(), Digit("3"))
    assert played_prompts(done) == [("greeting", "menu_quiet", "menu", "menu_again"), ("no_talk",)]
    assert not of(done, DialNext)
    _, done = play(plan, Digit("2"), RequestMade(waits=True))
    assert played_prompts(done)[-1] == ("request_waits", "agree_offer")


def test_who_hides_the_number_may_be_kept_to_the_menu():
    _, done = play(call(menu_only=True), Begins(), Digit("3"), *READ, *READ)
    assert played_prompts(done)[1] == ("withheld",)
    assert not of(done, DialNext)
    assert done[-1] == End(CallOutcome.NO_CHOICE, ("goodbye",))


@pytest.mark.parametrize("event", [OwnerLeft(), TimeUp()])
def test_a_talk_ends_for_both(event):
    plan, _ = play(call(), Begins(), Digit("3"), OwnerAnswered(), OwnerPressed("1"))
    assert step(plan, event)[1] == (End(CallOutcome.TALKED),)


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        ((), CallOutcome.LEFT),
        ((Digit("1"), RequestMade()), CallOutcome.REQUESTED),
        ((Digit("3"),), CallOutcome.LEFT),
        ((Digit("3"), OwnerAnswered()), CallOutcome.LEFT),
        ((Digit("3"), OwnerAnswered(), OwnerPressed("1")), CallOutcome.TALKED),
        ((Digit("3"), OwnerFailed("busy")), CallOutcome.BUSY),
    ],
)
def test_a_caller_may_leave_at_any_moment(before, outcome):
    plan, _ = play(call(), Begins(), *before)
    rings = plan.stage in {Stage.DIALLING, Stage.CONFIRMING}
    plan, actions = step(plan, CallerLeft())
    assert actions[-1] == End(outcome)
    assert bool(of(actions, StopDialling)) == rings
    assert step(plan, Digit("1")) == (plan, ())  # digits after hang-up


def test_a_draining_process_says_so_and_ends():
    plan, _ = play(call(), Begins())
    assert step(plan, Draining())[1] == (End(CallOutcome.DRAINED, ("ending",)),)


def test_the_office_number_asks_for_six_digits_first():
    plan = CallPlan(call_id=CALL, line=None, stage=Stage.CODE)
    plan, done = play(plan, Begins(), *(Digit(d) for d in "12*123456"), Digit("7"))
    assert of(done, LookUpCode) == [LookUpCode("123456")]
    plan, actions = step(plan, CodeFound(DialledLine(phones=3)))
    assert played_prompts(actions) == [("greeting", "menu_wait", "menu")]
    assert plan.line == DialledLine(phones=3)


def test_three_wrong_codes_end_the_call():
    plan = CallPlan(call_id=CALL, line=None, stage=Stage.CODE)
    once = (*(Digit(d) for d in "000000"), CodeWrong())
    plan, done = play(plan, Begins(), *once, *once)
    assert plan.stage is Stage.CODE
    assert played_prompts(done)[-1] == ("code_wrong", "code_ask")
    plan, done = play(plan, *once)
    assert done[-1] == End(CallOutcome.CODE_WRONG, ("code_ended",))


def test_silence_before_a_code_ends_too():
    _, done = play(
        CallPlan(call_id=CALL, line=None, stage=Stage.CODE),
        Begins(), *(ReadingEnded(), TimeUp()) * 3,
    )  # fmt: skip
    assert done[-1] == End(CallOutcome.CODE_WRONG, ("code_ended",))


PICKED_UP = (Begins(), Digit("3"), OwnerAnswered())


def test_an_owner_who_presses_three_lets_the_office_help_and_both_hear_of_it():
    plan, done = play(call(), *PICKED_UP, OwnerPressed("3"))
    assert of(done, AskOffice) == [AskOffice()]
    # Nobody is told of what is not kept yet.
    assert "office_helps" not in [key for prompts in played_prompts(done) for key in prompts]
    plan, done = play(plan, OfficeNotified())
    assert played_prompts(done) == [("owner_helped",), ("office_helps",)]
    assert [action.to for action in of(done, PlayPrompts)] == ["owner", "caller"]
    _, done = play(plan, TimeUp())
    assert done == [StopDialling(), End(CallOutcome.DECLINED, ("goodbye",))]


def test_where_the_office_could_not_be_told_the_caller_hears_only_that_nobody_comes():
    _, done = play(call(), *PICKED_UP, OwnerPressed("3"), TimeUp())
    assert done[-1] == End(CallOutcome.DECLINED, ("owner_declined",))


def test_an_owner_who_asked_for_help_is_not_joined_and_the_next_phone_not_rung():
    plan, _ = play(call(DialledLine(phones=2)), *PICKED_UP, OwnerPressed("3"), OfficeNotified())
    for event in (OwnerPressed("1"), OwnerLeft(), OwnerFailed()):
        assert play(plan, event) == (plan, [])
