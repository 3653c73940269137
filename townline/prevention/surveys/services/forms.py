"""Forms as they are uploaded: checked by pyxform, and by ODK Validate where there is Java."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from townline.platform.core import sandbox
from townline.platform.core.history import audit
from townline.platform.core.sandbox.parsers.xlsforms import convert_form, validate_form
from townline.prevention.surveys.errors import BadForm
from townline.prevention.surveys.models import FormVersion
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.selectors.rules import rules_of

MOST_BYTES = 5 << 20
_CONVERTING = sandbox.Budget(cpu_seconds=30)
# A virtual machine reserves far more addresses than it fills; see sandbox/process.py.
_VALIDATING = sandbox.Budget(memory=16 << 30, cpu_seconds=60, wall_seconds=90)


def form_upload(
    *, kind: str, content: bytes, actor: audit.Actor, now: dt.datetime, validate: bool = True
) -> FormVersion:
    """Check an XLSForm and open it for phones. Raises BadForm with the row, UnknownKind.

    A version that phones have already stays open until somebody closes it. Outside a transaction
    where it is validated: that starts a program.
    """
    kind_of(kind)
    found, validated = _convert(content, validate=validate)
    xform, form_id, version = found["xform"], found["id"], found["version"]
    missing = _missing(kind, found["names"])
    if missing or not version:
        words = f"version? {', '.join(missing)}" if not version else ", ".join(missing)
        raise BadForm(words, why="questions", words=words)
    try:
        with transaction.atomic():
            made = FormVersion.objects.create(
                kind=kind,
                form_id=form_id[:80],
                version=version[:40],
                title=found["title"][:120],
                xlsform=content,
                xform=xform,
                hash=f"md5:{hashlib.md5(xform.encode(), usedforsecurity=False).hexdigest()}",
                sha256=hashlib.sha256(content).hexdigest(),
                questions=found["questions"],
                validated=validated,
                uploaded_at=now,
                uploaded_by_id=actor.id if actor.kind == "staff" else None,
                opened_at=now,
            )
            _record(made, "survey_form:version:upload", actor, now)
    except IntegrityError:
        raise BadForm(version, why="again", words=f"{form_id} {version}") from None
    return made


@transaction.atomic
def form_close(*, form: FormVersion, actor: audit.Actor, now: dt.datetime) -> None:
    """Show a version to phones no more; what they filled before is told apart by the clock."""
    if FormVersion.objects.filter(id=form.id, closed_at=None).update(closed_at=now):
        _record(form, "survey_form:version:close", actor, now)


@transaction.atomic
def form_reopen(*, form: FormVersion, actor: audit.Actor, now: dt.datetime) -> None:
    """Show a closed version to phones again."""
    rows = FormVersion.objects.filter(id=form.id, closed_at__isnull=False)
    if rows.update(closed_at=None):
        _record(form, "survey_form:version:reopen", actor, now)


def _record(form: FormVersion, event: str, actor: audit.Actor, now: dt.datetime) -> None:
    entry = audit.AuditEntry(
        subject=f"survey_form:{form.id}",
        event=event,
        actor=actor,
        at=now,
        data={"form": form.form_id, "version": form.version},
    )
    audit.record(entry)


def _convert(content: bytes, *, validate: bool) -> tuple[dict[str, Any], bool | None]:
    """Give what the sandbox read, and whether ODK Validate took it; None where there is no Java."""
    if len(content) > MOST_BYTES:
        raise BadForm("too large", why="large", most=MOST_BYTES >> 20)
    try:
        found: dict[str, Any] = sandbox.call(convert_form, content, budget=_CONVERTING)
        if not validate:
            return found, None
        checked = sandbox.call(validate_form, found["xform"].encode(), budget=_VALIDATING)
    except sandbox.ParserRefused as refused:
        raise BadForm(refused.kind, why=refused.kind, **refused.values) from None
    return found, checked


def _missing(kind: str, names: Sequence[str]) -> list[str]:
    """Name the questions that grades or the list need and the form has not."""
    needed = ["home", "visit_result", *(item.question for item in rules_of(kind).items)]
    return [name for name in needed if name not in names]
