"""Putting words into a draft: a template's, or those of an old answer."""

import datetime as dt

from django.db import transaction

from townline.casework.answers.models import Draft
from townline.casework.answers.rules.templates import Template
from townline.casework.answers.selectors.old_answers import SHOWN, old_answers
from townline.casework.answers.services.drafting import draft_save
from townline.casework.answers.services.templating import case_values, fill_template, template_named
from townline.casework.cases.api import Kind, NotFound, WrongState, case_lock, row_of, subject
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission

_LOOKED_THROUGH = SHOWN * 3  # new answers may have come since the list was read


@transaction.atomic
def template_put(act: Act, *, code: str, key: str) -> Draft:
    """Put a template's words, filled as far as the case is known, at the end of the draft.

    In the resident's language; where that is not Korean, the Korean words go beside them. An
    empty draft takes the template's kind. Raises NotFound, WrongState for a template that asks.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    template = template_named(key)
    if template is None:
        raise NotFound(f"there is no template {key}")
    kinds = [kind for kind in template.kinds if kind in set(Kind)]
    if not kinds:
        raise WrongState("this template asks the resident; it begins no answer", state=case.state)
    translations = template_words(template, case, act.now)
    korean = translations["ko"] if case.language != "ko" else ""
    words = translations["en" if case.language != "ko" else "ko"]
    return _words_put(act, case, words, korean=korean, template=key, kind=Kind(kinds[0]))


def template_words(template: Template, case: Case, now: dt.datetime) -> dict[str, str]:
    """Give a template's words for a case, by language."""
    offices = {one.code: one for one in departments.departments()}
    office = offices.get(case.department_id or "")
    row, thread = row_of(case, ""), conversations.thread(subject(case.id))
    return {
        lang: fill_template(template, case_values(row, thread, office, lang, now), lang)
        for lang in ("ko", "en")
    }


@transaction.atomic
def old_answer_put(act: Act, *, code: str, text_id: int) -> Draft:
    """Put the words of an old answer at the end of the draft, numbers and dates left blank.

    Raises NotFound for a text that is not among the answers to cases like this one.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    found = old_answers(code=code, viewer=act.viewer, limit=_LOOKED_THROUGH)
    words = next((one.words for one in found if one.text_id == text_id), None)
    if words is None:
        raise NotFound("there is no such answer to a case like this one")
    return _words_put(act, case, words)


def words_append(act: Act, *, case: Case, words: str) -> Draft:
    """Put words at the end of a locked case's draft."""
    return _words_put(act, case, words)


def _words_put(
    act: Act,
    case: Case,
    words: str,
    *,
    korean: str = "",
    template: str = "",
    kind: Kind | None = None,
) -> Draft:
    # At the end of what is there now: whatever another has written in the meantime stays.
    draft = Draft.objects.select_for_update().filter(case=case).first()
    before = draft if draft and draft.body.strip() else None
    return draft_save(
        act,
        code=case.code or "",
        body=_join_words(before.body if before else "", words),
        kind=Kind(before.kind) if before else kind or Kind.ANSWER,
        reason=draft.reason if draft else "",
        remedy=draft.remedy if draft else "",
        next_due_at=draft.next_due_at if draft else None,
        korean=_join_words(before.korean if before else "", korean),
        template=template or (draft.template if draft else ""),
    )


def _join_words(before: str, words: str) -> str:
    return f"{before.rstrip()}\n{words}" if before.strip() and words else before or words
