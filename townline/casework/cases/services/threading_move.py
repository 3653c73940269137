"""A person says that some texts of a case are another matter, or belong to another case."""

import datetime as dt
from collections.abc import Sequence

from townline.casework.cases import rules
from townline.casework.cases.errors import InvalidInput
from townline.casework.cases.events import CaseOpened
from townline.casework.cases.models import Case
from townline.casework.cases.rules import OPEN, CaseState, Remark, subject
from townline.casework.cases.services.case_summary import case_retell
from townline.casework.cases.services.promise import (
    danger_join,
    promise_join,
    promise_of,
    reclose,
)
from townline.casework.cases.services.threading_texts import (
    again_if_merged,
    cases_lock,
    check_rest,
    check_still,
    check_two,
    source_lock,
    target_find,
    texts_carry,
)
from townline.casework.cases.services.transition import publish
from townline.casework.cases.services.undo_marks import Moved, columns_of, remark, undo_keep
from townline.casework.cases.settings import Cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district, events
from townline.platform.core.database import rows
from townline.platform.departments.api import Act


def _check_picked(texts: Sequence[int]) -> list[int]:
    if not texts:
        raise InvalidInput("pick the texts first")
    return sorted(set(texts))


def _picked_texts(case: Case, ids: Sequence[int]) -> list[ThreadText]:
    thread = conversations.thread(subject(case.id))
    return [text for text in thread if text.direction == "in" and text.id in ids]


@again_if_merged
def case_split(act: Act, *, code: str, texts: Sequence[int]) -> Case:
    """Make a case of its own from some of a case's texts; returns the new one.

    What we wrote stays with the case it was written for. Raises TextElsewhere, LastText,
    AnswerOnItsWay, InvalidInput without texts.
    """
    ids = _check_picked(texts)
    return split_off(act, code=code, parts=[ids], action="split")[1]


def split_off(act: Act, *, code: str, parts: Sequence[list[int]], action: str) -> list[Case]:
    """Make a case of each part, within a transaction; returns the first case and the new ones.

    One undo (``action``) takes all of it back.
    """
    every = sorted(number for ids in parts for number in ids)
    source, _ = source_lock(code=code, viewer=act.viewer, texts=every)
    source = cases_lock(source.id)[source.id]
    check_still(source)
    check_rest(source, len(every))
    before = columns_of(source)
    made = [_part(source, ids, act.now) for ids in parts]
    reclose(act, source, set(every))
    for one in (source, *made):
        case_retell(one)
    for case, ids in zip(made, parts, strict=True):
        events.emit(
            CaseOpened(
                case_id=case.id,
                code=case.code or "",
                text_ids=tuple(ids),
                since=case.promise_from,
                actor=act.actor,
                at=act.now,
                split_from=source.id,
            )
        )
        remark(act, source, Remark.SPLIT, texts=ids, code=case.code)
        remark(
            act, case, Remark.OPEN, to_state=CaseState.RECEIVED, texts=ids, split_from=source.code,
        )  # fmt: skip
    for case, ids in zip(made, parts, strict=True):
        undo_keep(
            act,
            action=action,
            case=source,
            into=case,
            moved=Moved(incoming=ids),
            before={"case": before} if case is made[0] else {},
        )
    for one in (source, *made):
        publish(one, kind="text")
    return [source, *made]


def _part(source: Case, ids: list[int], now: dt.datetime) -> Case:
    case = _new_case(source, _picked_texts(source, ids), now)
    texts_carry(from_reference=subject(source.id), to_reference=subject(case.id), incoming=ids)
    return case


def _new_case(source: Case, picked: Sequence[ThreadText], now: dt.datetime) -> Case:
    first, last = picked[0], picked[-1]
    resident = first.resident_id or source.resident_id
    local = first.at.astimezone(district.current().zone)
    (number,) = rows.ids_take(Case, 1)
    return Case.objects.create(
        id=number,
        code=rules.case_code(district.part(Cases).case_code_prefix, local, number),
        resident_id=resident,
        title=rules.title_from(first.body, photos=len(first.photos)),
        preview=first.body[:160] or rules.title_from("", photos=len(first.photos)),
        language=conversations.language_for(resident, first.body),
        danger=source.danger,
        private=source.private,
        opened_at=now,
        first_text_at=first.at,
        last_text_at=last.at,
        last_incoming_id=last.id,
        updated_at=now,
        **promise_of(source, first.at, now),
    )


@again_if_merged
def case_move(act: Act, *, code: str, texts: Sequence[int], to: str) -> Case:
    """Put some of a case's texts into another case; returns that one.

    ``to`` is its code, or one that was merged into it. Raises as ``case_split`` does, and
    IntoItself.
    """
    ids = _check_picked(texts)
    source, _ = source_lock(code=code, viewer=act.viewer, texts=ids)
    target = target_find(code=to, viewer=act.viewer)
    check_two(source, target, named=to)
    locked = cases_lock(source.id, target.id)
    source, target = locked[source.id], locked[target.id]
    check_still(source, target)
    check_rest(source, len(ids))
    before = {"case": columns_of(source), "into": columns_of(target)}
    first = _picked_texts(source, ids)[0]
    waits, promise = source.state in OPEN, promise_of(source, first.at, act.now)
    texts_carry(from_reference=subject(source.id), to_reference=subject(target.id), incoming=ids)
    reclose(act, source, set(ids))
    promise_join(act, target, promise, wanted=waits)
    danger_join(target, source)
    for one in (source, target):
        case_retell(one)
    remark(act, source, Remark.MOVE_OUT, texts=ids, code=target.code)
    remark(act, target, Remark.MOVE_IN, texts=ids, code=source.code)
    undo_keep(
        act, action="move", case=source, into=target, moved=Moved(incoming=ids), before=before
    )
    for one in (source, target):
        publish(one, kind="text")
    return target
