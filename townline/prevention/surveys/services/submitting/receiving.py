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
from townline.prevention.surveys.services.submitting.files import (
    DurableFile,
    ReceivedFile,
    attach,
    keep,
)
from townline.prevention.surveys.services.submitting.refusals import (
    FormClosed,
    OtherContent,
    UnknownForm,
    UnreadableForm,
)
from townline.prevention.surveys.services.submitting.telephones import (
    mask_telephone,
    number_agreed,
    xml_masked,
)

_LIST = "homes"
# What files that come later may mend.
_FILES_MISSING = frozenset({"missing_files", "no_evidence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionResult:
    """``fresh``: it came for the first time, or became whole; ``whole``: nothing is to come."""

    fresh: bool
    whole: bool
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Received:
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
    files: Sequence[ReceivedFile],
    surveyor_id: int,
    device: str,
    incomplete: bool,
    now: dt.datetime,
) -> SubmissionResult:
    """Take one request; when this returns, all of it is on disk. Raises NotTaken, OSError.

    ``incomplete``: more files of the same answers follow in further requests. Whatever was taken
    before stays as it is, so that a phone sends again whatever it is unsure of.
    """
    filled = _read(xml)
    form = _form(filled)
    received = _Received(
        xml=xml,
        filled=mask_telephone(filled, form.kind),
        phone=number_agreed(filled, form.kind),
        form=form,
        surveyor_id=surveyor_id,
        device=device[:120],
        incomplete=incomplete,
        now=now,
    )
    _check(received)
    held = keep(files)
    with transaction.atomic():
        return _write(received, held)


def _read(xml: bytes) -> Filled:
    try:
        return read(xml)
    except NotReadable as error:
        raise UnreadableForm(what=str(error)) from None


def _form(filled: Filled) -> FormVersion:
    rows = FormVersion.objects.filter(form_id=filled.form_id, version=filled.version)
    row = rows.filter(opened_at__isnull=False).defer("xlsform").first()
    if row is None:
        raise UnknownForm(form=filled.form_id, version=filled.version)
    return row


def _check(received: _Received) -> None:
    """Refuse what cannot be taken before its files are kept."""
    there = Submission.objects.filter(instance_id=received.filled.instance_id).only("md5").first()
    if there is not None:
        _same(there, received)
    elif _is_closed(received):
        raise FormClosed(form=received.form.title)


def _same(there: Submission, received: _Received) -> None:
    if there.md5 != received.md5:
        raise OtherContent(instance=received.filled.instance_id)


def _is_closed(received: _Received) -> bool:
    """Say whether it was filled after all versions of its form were closed.

    One that a newer version took the place of goes on being taken: it lies on phones.
    """
    closed_at = received.form.closed_at
    if closed_at is None or closed_at > received.now:
        return False
    filled_at = received.filled.filled_at
    if filled_at is not None and filled_at < closed_at:
        return False
    open_ones = Q(closed_at=None) | Q(closed_at__gt=received.now)
    newer = FormVersion.objects.filter(open_ones, form_id=received.form.form_id)
    return not newer.filter(opened_at__lte=received.now).exists()


def _write(received: _Received, held: Sequence[DurableFile]) -> SubmissionResult:
    row, fresh = Submission.objects.get_or_create(
        instance_id=received.filled.instance_id, defaults=_columns(received)
    )
    row = Submission.objects.select_for_update().get(id=row.id)
    _same(row, received)
    attach(row, held, now=received.now)
    if row.incomplete and not received.incomplete:
        row.incomplete, fresh = False, True
        row.save(update_fields=["incomplete"])
        submission_count(row, received.filled, now=received.now)
    elif held and row.problem in _FILES_MISSING:
        submission_count(row, received.filled, now=received.now)
    return SubmissionResult(fresh=fresh, whole=not row.incomplete, problem=row.problem)


def _columns(received: _Received) -> dict[str, object]:
    filled = received.filled
    return {
        "deprecated_id": filled.deprecated_id,
        "form": received.form,
        "home": _home(filled),
        "surveyor": Surveyor.objects.get(id=received.surveyor_id),
        "device": received.device,
        "xml": xml_masked(
            received.xml.decode("utf-8", "replace").replace("\x00", ""), received.form.kind
        ),
        "resident_id": lambda: (
            residents([received.phone], received.now)[received.phone] if received.phone else None
        ),
        "md5": received.md5,
        "sha256": hashlib.sha256(received.xml).hexdigest(),
        "answers": filled.answers,
        "expected": _expected_files(received),
        "incomplete": True,
        "filled_at": filled.filled_at,
        "received_at": received.now,
    }


def _expected_files(received: _Received) -> list[str]:
    files = shape(received.form.xform).files
    named = (name for path, name in received.filled.answers.items() if once(path) in files)
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
