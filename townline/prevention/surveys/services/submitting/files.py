"""Files of a filled form: durable first, then named by a row."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from townline.platform.conversations import api as conversations
from townline.platform.core import media
from townline.prevention.surveys.models import Submission, SubmissionFile
from townline.prevention.surveys.services.submitting.refusals import (
    DamagedFile,
    FileTooLarge,
    OtherFile,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedFile:
    """A file as it came: ``path`` is where it lies meanwhile, ``sums`` what it should hash to.

    ``sums``: md5 or sha256 in hexadecimal, where the phone says so.
    """

    name: str
    path: Path
    content_type: str
    sums: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DurableFile:
    """A file that is durable, without a row yet."""

    name: str
    md5: str
    ref: media.MediaRef
    content_type: str


def keep(files: Iterable[ReceivedFile]) -> list[DurableFile]:
    """Make files durable, one after the other. Raises DamagedFile, FileTooLarge, OSError.

    Outside a transaction: each is synced to the disk.
    """
    return [_keep(file) for file in files]


def _keep(file: ReceivedFile) -> DurableFile:
    content = file.path.read_bytes()
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    if {*file.sums} - {md5, hashlib.sha256(content).hexdigest()}:
        raise DamagedFile(name=file.name)
    ref = media.keep(content)
    if ref.problem:
        raise FileTooLarge(name=file.name)
    return DurableFile(name=file.name[:200], md5=md5, ref=ref, content_type=file.content_type[:80])


def attach(submission: Submission, held: Sequence[DurableFile], *, now: dt.datetime) -> None:
    """Put files with a locked submission; what is there already stays. Raises OtherFile."""
    there = dict(submission.files.values_list("name", "md5"))
    for each in held:
        if there.get(each.name, each.md5) != each.md5:
            raise OtherFile(name=each.name)
    fresh = {each.name: each for each in held if each.name not in there}
    rows = [
        SubmissionFile(
            submission=submission,
            name=each.name,
            md5=each.md5,
            sha256=each.ref.sha256,
            content_type=each.content_type,
            size=each.ref.size,
            received_at=now,
        )
        for each in fresh.values()
    ]
    if rows:
        SubmissionFile.objects.bulk_create(rows)
        # Pages show a copy that was drawn anew; where it was taken stands beside it.
        conversations.register_photos([each.ref for each in fresh.values()], now=now)


def carry(original: Submission, edit: Submission, *, now: dt.datetime) -> None:
    """Let an edit have the files of what it replaces that its answers still name."""
    there = set(edit.files.values_list("name", flat=True))
    wanted = set(edit.expected) - there
    rows = [
        SubmissionFile(
            submission=edit,
            name=file.name,
            md5=file.md5,
            sha256=file.sha256,
            content_type=file.content_type,
            size=file.size,
            received_at=now,
        )
        for file in original.files.filter(name__in=wanted)
    ]
    SubmissionFile.objects.bulk_create(rows, ignore_conflicts=True)
