"""Taking a filled form as a phone sends it: whole or in parts, once or often, one result."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from townline.prevention.surveys.models import FormVersion, Home, Submission, Surveyor
from townline.prevention.surveys.rules.filled import Filled, NotReadable, read
from townline.prevention.surveys.rules.xforms import once, shape
from townline.prevention.surveys.services.households import residents
from townline.prevention.surveys.services.submitting.counting import submission_count
from townline.prevention.surveys.services.submitting.files import Held, Sent, attach, keep
from townline.prevention.surveys.services.submitting.refusals import (
    FormClosed,
    OtherContent,
    UnknownForm,
    Unreadable,
)
from townline.prevention.surveys.services.submitting.telephones import (
    masked,
    number_agreed,
    xml_masked,
)

_LIST = "homes"
# What files that come later may mend.
_FILES_MISSING = frozenset({"missing_files", "no_evidence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """``fresh``: it came for the first time, or became whole; ``whole``: nothing is to come."""

    fresh: bool
    whole: bool
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Came:
    """One request: what it holds, and of what it is part."""

    xml: bytes
    filled: Filled
    phone: str
    form: FormVersion
    surveyor_id: int
    device: str
    incomplete: bool
    now: dt.datetime

    @property
    def md5(self) -> str:
        return hashlib.md5(self.xml, usedforsecurity=False).hexdigest()


def submission_take(
    *,
    xml: bytes,
    files: Sequence[Sent],
    surveyor_id: int,
    device: str,
    incomplete: bool,
    now: dt.datetime,
) -> Taken:
    """Take one request; when this returns, all of it is on disk. Raises NotTaken, OSError.

    ``incomplete``: more files of the same answers follow in further requests. Whatever was taken
    before stays as it is, so that a phone sends again whatever it is unsure of.
    """
    filled = _read(xml)
    form = _form(filled)
    came = _Came(
        xml=xml,
        filled=masked(filled, form.kind),
        phone=number_agreed(filled, form.kind),
        form=form,
        surveyor_id=surveyor_id,
        device=device[:120],
        incomplete=incomplete,
        now=now,
    )
    _check(came)
    held = keep(files)
    with transaction.atomic():
        return _write(came, held)


def _read(xml: bytes) -> Filled:
    try:
        return read(xml)
    except NotReadable as error:
        raise Unreadable(what=str(error)) from None


def _form(filled: Filled) -> FormVersion:
    rows = FormVersion.objects.filter(form_id=filled.form_id, version=filled.version)
    row = rows.filter(opened_at__isnull=False).defer("xlsform").first()
    if row is None:
        raise UnknownForm(form=filled.form_id, version=filled.version)
    return row


def _check(came: _Came) -> None:
    """Refuse what cannot be taken before its files are kept."""
    there = Submission.objects.filter(instance_id=came.filled.instance_id).only("md5").first()
    if there is not None:
        _same(there, came)
    elif _closed(came):
        raise FormClosed(form=came.form.title)


def _same(there: Submission, came: _Came) -> None:
    if there.md5 != came.md5:
        raise OtherContent(instance=came.filled.instance_id)


def _closed(came: _Came) -> bool:
    """Say whether it was filled after all versions of its form were closed.

    One that a newer version took the place of goes on being taken: it lies on phones.
    """
    closed_at = came.form.closed_at
    if closed_at is None or closed_at > came.now:
        return False
    filled_at = came.filled.filled_at
    if filled_at is not None and filled_at < closed_at:
        return False
    open_ones = Q(closed_at=None) | Q(closed_at__gt=came.now)
    newer = FormVersion.objects.filter(open_ones, form_id=came.form.form_id)
    return not newer.filter(opened_at__lte=came.now).exists()


def _write(came: _Came, held: Sequence[Held]) -> Taken:
    row, fresh = Submission.objects.get_or_create(
        instance_id=came.filled.instance_id, defaults=_columns(came)
    )
    row = Submission.objects.select_for_update().get(id=row.id)
    _same(row, came)
    attach(row, held, now=came.now)
    if row.incomplete and not came.incomplete:
        row.incomplete, fresh = False, True
        row.save(update_fields=["incomplete"])
        submission_count(row, came.filled, now=came.now)
    elif held and row.problem in _FILES_MISSING:
        submission_count(row, came.filled, now=came.now)
    return Taken(fresh=fresh, whole=not row.incomplete, problem=row.problem)


def _columns(came: _Came) -> dict[str, object]:
    filled = came.filled
    return {
        "deprecated_id": filled.deprecated_id,
        "form": came.form,
        "home": _home(filled),
        "surveyor": Surveyor.objects.get(id=came.surveyor_id),
        "device": came.device,
        "xml": xml_masked(came.xml.decode("utf-8", "replace").replace("\x00", ""), came.form.kind),
        "resident_id": lambda: (
            residents([came.phone], came.now)[came.phone] if came.phone else None
        ),
        "md5": came.md5,
        "sha256": hashlib.sha256(came.xml).hexdigest(),
        "answers": filled.answers,
        "expected": _expected(came),
        "incomplete": True,
        "filled_at": filled.filled_at,
        "received_at": came.now,
    }


def _expected(came: _Came) -> list[str]:
    files = shape(came.form.xform).files
    named = (name for path, name in came.filled.answers.items() if once(path) in files)
    return sorted({name[:200] for name in named})


def _home(filled: Filled) -> Home | None:
    """Give the home that answers are about: the entity's, or the one that was chosen."""
    if filled.entity and filled.entity.dataset == _LIST:
        return Home.objects.filter(uuid=filled.entity.id).first()
    try:
        chosen = UUID(filled.named("home"))
    except ValueError:
        return None
    return Home.objects.filter(uuid=chosen).first()
