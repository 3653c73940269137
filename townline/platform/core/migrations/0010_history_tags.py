"""Events in the history go by ``subject:noun:verb`` (docs/adr/0027)."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_LOOKS = (
    "resident:number:reveal", "resident:number:look_up", "search:number:look_up",
    "case:number:reveal", "resident:data:export", "resident:data:erase", "resident:sender:block",
    "resident:sender:unblock", "privacy:log:export", "case:sender:block", "case:sender:unblock",
    "ticket:answers:view",
)  # fmt: skip
# By the kind of the subject: what an event was called, and the noun and verb that it is now.
TAGS: dict[str, dict[str, str]] = {
    "case": {
        "open": "status:open",
        "assign": "department:assign",
        "draft": "answer:draft",
        "submit": "answer:submit",
        "withdraw": "answer:withdraw",
        "send_back": "answer:return",
        "confirm": "answer:approve",
        "undo": "approval:undo",
        "void": "approval:void",
        "sent": "answer:send",
        "sent_interim": "interim:send",
        "sent_decline": "decline:send",
        "send_failed": "answer:fail",
        "ask": "question:ask",
        "join": "text:join",
        "reply": "reply:receive",
        "reply_unassigned": "reply:requeue",
        "misroute": "department:return",
        "return_again": "department:escalate",
        "dismiss": "status:dismiss",
        "close": "status:close",
        "close_repeat": "repeat:close",
        "reopen": "status:reopen",
        "reclose": "status:reclose",
        "merge": "status:merge",
        "unmerge": "status:unmerge",
        "take_back": "action:undo",
        "bundle": "answer:combine",
        "unbundle": "answer:separate",
        "thanks": "thanks:receive",
        "little": "short_text:receive",
        "cancel_asked": "cancellation:request",
        "remind": "promise:remind",
        "overdue": "promise:miss",
        "note": "note:add",
        "note_back": "note:withdraw",
        "retitle": "title:change",
        "danger_on": "danger:mark",
        "danger_off": "danger:clear",
        "number_reveal": "number:reveal",
        "text_settle": "text:settle",
        "split": "text:split",
        "move_out": "text:move_out",
        "move_in": "text:move_in",
        "merge_in": "merger:receive",
        "put_back": "regrouping:undo",
        "same_matter": "topic:keep",
        "send_failed_one": "recipient:fail",
        "sender_block": "sender:block",
        "sender_unblock": "sender:unblock",
        "meeting_call": "meeting:call",
        "meeting_leave": "meeting:leave",
        "meeting_move": "meeting:move",
        "meeting_hold": "meeting:hold",
        "meeting_cancel": "meeting:cancel",
        "referral_hand": "referral:make",
        "referral_move": "referral:move",
        "referral_remind": "referral:remind",
        "referral_answer": "referral:answer",
        "referral_call_back": "referral:withdraw",
        "promised": "commitment:make",
        "promised_remind": "commitment:remind",
        "promised_keep": "commitment:keep",
        "promised_move": "commitment:move",
        "promised_miss": "commitment:miss",
        "promised_withdraw": "commitment:withdraw",
        "new_facts": "facts:add",
        "group_on": "group:mark",
        "group_off": "group:clear",
        "instruct": "instruction:give",
        "status_asked": "progress:ask",
        "rate_ask": "rating:ask",
        "rated": "rating:give",
        "rate_why": "rating:explain",
        "rate_end": "rating:end",
        "check_in_ask": "check_in:ask",
        "check_in_said": "check_in:answer",
        "check_in_end": "check_in:end",
        "link_send": "link:send",
        "photo_link": "photo_link:make",
        "photo_link_end": "photo_link:end",
        "legal_retype": "type:change",
        "legal_extend": "clock:extend",
        "legal_moved": "clock:move",
        "legal_remind": "clock:remind",
        "legal_overdue": "clock:miss",
        "legal_progress": "progress:remind",
        "import": "history:import",
        "import_more": "history:extend",
        "spam_not": "spam:clear",
        "place_set": "location:set",
        "place_clear": "location:clear",
        "place_asked": "location:ask",
        "position_ask": "input:request",
        "position_give": "input:give",
        "position_refuse": "input:decline",
        "position_lapse": "input:lapse",
        "position_escalate": "input:escalate",
        "position_withdraw": "input:withdraw",
        "alarm_raise": "alarm:raise",
        "alarm_more": "alarm:repeat",
        "alarm_escalate": "alarm:escalate",
        "alarm_acknowledge": "alarm:acknowledge",
        "alarm_settle": "alarm:settle",
        "alarm_dismiss": "alarm:dismiss",
        "alarm_put_back": "alarm:restore",
        "alarm_open_up": "alarm:open",
        "visit_plan": "visit:plan",
        "visit_move": "visit:move",
        "visit_start": "visit:start",
        "visit_arrive": "visit:arrive",
        "visit_finish": "visit:finish",
        "visit_cancel": "visit:cancel",
        "visit_miss": "visit:miss",
    },
    "alarm": {
        "alarm_raise": "danger:raise",
        "alarm_more": "danger:repeat",
        "alarm_escalate": "danger:escalate",
        "alarm_acknowledge": "danger:acknowledge",
        "alarm_settle": "danger:settle",
        "alarm_dismiss": "danger:dismiss",
        "alarm_put_back": "danger:restore",
        "alarm_open_up": "access:open",
    },
    "visit": {
        "visit_plan": "trip:plan",
        "visit_move": "trip:move",
        "visit_start": "trip:start",
        "visit_arrive": "trip:arrive",
        "visit_finish": "trip:finish",
        "visit_cancel": "trip:cancel",
        "visit_miss": "trip:miss",
    },
    "alert": {
        "alert_send": "delivery:send",
        "alert_drop": "delivery:drop",
    },
    "rule": {
        "rule_add": "terms:add",
        "rule_change": "terms:change",
        "rule_move": "order:move",
        "rule_on": "status:enable",
        "rule_off": "status:disable",
        "rule_hold": "status:hold",
        "rule_undo": "terms:undo",
    },
    "reading": {
        "reading_read": "text:read",
        "reading_fail": "text:fail",
        "reading_again": "text:retry",
    },
    "incident": {
        "incident_accept": "suggestion:accept",
        "incident_dismiss": "suggestion:dismiss",
        "incident_put_back": "suggestion:restore",
        "incident_grow": "suggestion:grow",
    },
    "clock": {
        "pause": "period:pause",
        "resume": "period:resume",
        "extend": "period:extend",
        "retype": "kind:change",
        "recount": "period:recount",
        "end": "period:end",
        "revive": "period:revive",
    },
    "calendar": {
        "day_add": "holiday:add",
        "day_remove": "holiday:remove",
        "outage_add": "outage:add",
        "outage_end": "outage:end",
    },
    "follow_up": {
        "follow_up:rating:ask": "rating:ask",
        "follow_up:rating:answer": "rating:answer",
        "follow_up:rating:wonder": "rating:wonder",
        "follow_up:rating:expire": "rating:expire",
        "follow_up:rating:drop": "rating:drop",
        "follow_up:check_in:ask": "check_in:ask",
        "follow_up:check_in:answer": "check_in:answer",
        "follow_up:check_in:wonder": "check_in:wonder",
        "follow_up:check_in:expire": "check_in:expire",
        "follow_up:check_in:drop": "check_in:drop",
    },
    "batch": {
        "batch_do": "item:apply",
        "batch_refuse": "item:refuse",
        "batch_undo": "item:undo",
        "batch_keep": "item:keep",
    },
    "text": {
        "text:outgoing:claim": "delivery:claim",
        "text:outgoing:requeue": "delivery:requeue",
        "text:outgoing:accept": "delivery:accept",
        "text:outgoing:deliver": "delivery:deliver",
        "text:outgoing:fail": "delivery:fail",
        "text:outgoing:lose": "delivery:lose",
        "text:outgoing:cancel": "delivery:cancel",
        "text:outgoing:move": "route:move",
        "text:settle:was_sent": "outcome:confirm",
        "text:settle:send_again": "outcome:resend",
        "text:settle:give_up": "outcome:abandon",
    },
    "incoming": {
        "text:incoming:claim": "intake:claim",
        "text:incoming:fail": "intake:fail",
        "text:incoming:retry": "intake:retry",
    },
    "resident": {
        "resident:number:reveal": "number:reveal",
        "number_lookup": "number:look_up",
        "person_export": "data:export",
        "person_erase": "data:erase",
        "resident:block": "sender:block",
        "resident:unblock": "sender:unblock",
        "resident:automatic:stop": "automatic:stop",
        "resident:automatic:start": "automatic:start",
    },
    "search": {
        "number_lookup": "number:look_up",
    },
    "privacy": {
        "privacy_export": "log:export",
    },
    "staff": {
        "staff_add": "account:add",
        "staff_change": "account:change",
        "staff_deactivate": "account:suspend",
        "staff_activate": "account:restore",
        "factors_reset": "factors:reset",
        "factor_add": "factor:add",
        "factor_remove": "factor:remove",
        "factor_rename": "factor:rename",
        "way_in_give": "password_link:give",
        "password_set": "password:set",
        "identity_match": "identity:link",
        "sign_in": "session:begin",
        "session_end": "session:end",
        "token_create": "token:create",
        "token_revoke": "token:revoke",
        "delegation_give": "delegation:give",
        "delegation_revoke": "delegation:revoke",
        "digest:choose": "digest:choose",
        "digest:number": "digest_number:set",
        "digest:send": "digest:send",
        "digest:none": "digest:skip",
        "alerts:choose": "alerts:choose",
        "alerts:browser_add": "browser:add",
        "alerts:browser_end": "browser:remove",
    },
    "absence": {
        "absence_add": "period:add",
        "absence_change": "period:change",
        "absence_begin": "period:begin",
        "absence_end": "period:end",
        "absence_return": "period:return",
        "absence_cancel": "period:cancel",
    },
    "shift": {
        "shift_add": "duty:add",
        "shift_remove": "duty:remove",
    },
    "link": {
        "link:pair": "phone:pair",
        "link:step:return": "priority:restore",
        "link:step:back": "priority:lower",
    },
    "line": {
        "silent": "traffic:stop",
        "heard": "traffic:resume",
    },
    "keys": {
        "keys_rotate": "rotation:begin",
        "keys_rewrite": "rotation:rewrite",
        "keys_rotated": "rotation:finish",
        "keys_retire": "previous:retire",
        "keys_sign_anew": "signing:renew",
    },
    "push": {
        "sent": "delivery:send",
        "given_up": "delivery:give_up",
        "too_old": "delivery:expire",
    },
    "push_browser": {
        "gone": "subscription:end",
    },
    "letter": {
        "sent": "delivery:send",
        "given_up": "delivery:give_up",
        "too_old": "delivery:expire",
        "lose": "delivery:lose",
    },
    "lease": {
        "lease:issue": "number:issue",
        "lease:suspend": "number:suspend",
        "lease:resume": "number:resume",
        "lease:rotate": "number:rotate",
        "lease:hush": "forwarding:end",
        "lease:expire": "term:expire",
        "lease:end": "number:cancel",
        "lease:renew": "term:renew",
        "lease:remind": "term:remind",
        "lease:transfer": "car:transfer",
        "lease:change": "settings:change",
        "lease:prove": "owner:verify",
    },
    "number": {
        "number:take": "pool:take",
        "number:rest": "pool:rest",
        "number:free": "pool:free",
        "number:withdraw": "pool:withdraw",
        "number:restore": "pool:restore",
    },
    "number_block": {
        "number_block:begin": "block:begin",
        "number_block:end": "block:end",
    },
    "request": {
        "request:make": "contact:make",
        "request:urge": "contact:urge",
        "request:send": "contact:send",
        "request:answer": "contact:answer",
        "request:expire": "contact:expire",
        "request:import": "history:import",
        "request:report": "abuse:report",
        "request:asker:erase": "asker:erase",
    },
    "call": {
        "call:begin": "line:begin",
        "call:end": "line:end",
        "call:lose": "line:lose",
    },
    "ticket": {
        "ticket:take": "turn:take",
        "ticket:book": "booking:make",
        "ticket:admit": "turn:admit",
        "ticket:call": "turn:call",
        "ticket:again": "turn:recall",
        "ticket:done": "service:complete",
        "ticket:miss": "turn:miss",
        "ticket:skip": "turn:skip",
        "ticket:hold": "turn:hold",
        "ticket:rejoin": "turn:rejoin",
        "ticket:late": "turn:defer",
        "ticket:leave": "turn:cancel",
        "ticket:undo": "turn:undo",
        "ticket:undo_gathered": "gathering:undo",
        "ticket:undo_booked": "booking:undo",
        "ticket:move": "queue:move",
        "ticket:settle": "turn:settle",
        "ticket:confirm_need": "priority:confirm",
        "ticket:refuse_need": "priority:refuse",
        "ticket:erase": "phone:erase",
        "ticket:prove_phone": "phone:verify",
        "ticket:take_over": "holder:change",
        "ticket:answers": "answers:view",
        "printout:lose": "printout:lose",
        "printout:print": "printout:print",
        "printout:give_up": "printout:give_up",
    },
    "queue_day": {
        "queue_day:open": "hours:open",
        "queue_day:close": "hours:close",
        "queue_day:settle": "hours:settle",
        "queue_day:until": "hours:change",
    },
    "desk": {
        "desk:open": "counter:open",
        "desk:close": "counter:close",
    },
    "district": {
        "retention": "retention:run",
    },
    "import": {
        "history:texts:import": "texts:import",
    },
    "demo": {
        "demo:history:build": "history:build",
    },
}
# One pass over the table, whatever its size: each row is met once by its kind and its event.
_RENAME = """
UPDATE core_transition AS line SET event = tag.after
FROM unnest(%s::text[], %s::text[], %s::text[]) AS tag (kind, before, after)
WHERE line.event = tag.before AND split_part(line.subject, ':', 1) = tag.kind
"""


def pairs() -> list[tuple[str, str, str]]:
    """Give what changes: the kind of a subject, the event's name before, and its tag."""
    return [
        (kind, before, f"{kind}:{after}")
        for kind, own in TAGS.items()
        for before, after in own.items()
        if before != f"{kind}:{after}"
    ]


def _rename(schema_editor: BaseDatabaseSchemaEditor, rows: list[tuple[str, str, str]]) -> None:
    with schema_editor.connection.cursor() as cursor:
        # The history is append-only: only its names change, and only here.
        cursor.execute("ALTER TABLE core_transition DISABLE TRIGGER USER")
        cursor.execute(_RENAME, [list(column) for column in zip(*rows, strict=True)])
        cursor.execute("ALTER TABLE core_transition ENABLE TRIGGER USER")


def forwards(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _rename(schema_editor, pairs())


def backwards(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _rename(schema_editor, [(kind, after, before) for kind, before, after in pairs()])


def _looks(events: tuple[str, ...]) -> models.Index:
    return models.Index(
        fields=["-at", "-id"],
        condition=models.Q(("event__in", events)),
        name="transition_looks",
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0009_job_names")]
    operations = [
        # Without it a row whose page has room need not touch any index.
        migrations.RemoveIndex(model_name="transition", name="transition_looks"),
        migrations.RunPython(forwards, backwards),
        migrations.AddIndex(model_name="transition", index=_looks(_LOOKS)),
    ]
