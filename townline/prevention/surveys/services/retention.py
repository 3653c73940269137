"""What of answers is let go of: by age, or where whoever gave them wishes it.

Grades, what a home needs, and the count stay: they tell of a home, the answers of a household.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from townline.platform.core.personal_data.retention import Rule
from townline.prevention.surveys.models import (
    Attempt,
    EntityUpdate,
    Grade,
    Home,
    HomeFile,
    Submission,
    SubmissionFile,
)

# Drawings and maps of the terrain tell of nobody.
_OF_HOUSEHOLDS = ("photo", "exclusion")


def retention_rules() -> list[Rule]:
    """Name what goes by age: answers with their photos, and what was noted in vain."""
    return [Rule(kind="survey_answers", default="P1095D", count=_count, sweep=_sweep)]


def _old(before: dt.datetime) -> QuerySet[Home]:
    """Select homes with words or photos of that age, each once."""
    wanted = Q(submissions__in=_answers(before)) | Q(attempts__in=_notes(before))
    return Home.objects.filter(wanted | Q(files__in=_photos(before))).distinct()


def _answers(before: dt.datetime) -> QuerySet[Submission]:
    return Submission.objects.filter(received_at__lt=before).exclude(xml="")


def _notes(before: dt.datetime) -> QuerySet[Attempt]:
    return Attempt.objects.filter(received_at__lt=before).exclude(note="")


def _photos(before: dt.datetime) -> QuerySet[HomeFile]:
    return HomeFile.objects.filter(at__lt=before, purpose__in=_OF_HOUSEHOLDS)


def _homeless_answers(before: dt.datetime) -> QuerySet[Submission]:
    """Select answers that belong to no home."""
    return _answers(before).filter(home=None)


def _count(before: dt.datetime) -> int:
    return _old(before).count() + _homeless_answers(before).count()


@transaction.atomic
def _sweep(before: dt.datetime, limit: int) -> int:
    homes = list(_old(before).order_by("id").values_list("id", flat=True)[:limit])
    lost = list(
        _homeless_answers(before).order_by("id").values_list("id", flat=True)[: limit - len(homes)]
    )
    answers_forget(homes=homes, before=before)
    _forget(Submission.objects.filter(id__in=lost))
    return len(homes) + len(lost)


@transaction.atomic
def answers_forget(*, homes: Sequence[int], before: dt.datetime) -> int:
    """Let go of what households of these homes said and showed before a moment; give how much.

    The photos' files go with the next tidying of the store.
    """
    gone = _forget(_answers(before).filter(home__in=homes))
    Grade.objects.filter(home__in=homes, at__lt=before).update(items=[], reasons=[])
    gone += _notes(before).filter(home__in=homes).update(note="")
    photos, _ = _photos(before).filter(home__in=homes).delete()
    retained = Submission.objects.filter(home__in=homes).exclude(xml="").values("home")
    Home.objects.filter(id__in=homes).exclude(id__in=retained).exclude(note="").update(note="")
    return gone + photos


@transaction.atomic
def answers_of_forget(resident: int) -> int:
    """Let go of the answers in which a person gave their telephone; give how many those were."""
    return _forget(Submission.objects.filter(resident_id=resident))


def _forget(rows: QuerySet[Submission]) -> int:
    ids = list(rows.values_list("id", flat=True))
    EntityUpdate.objects.filter(submission__in=ids).update(changes={})
    SubmissionFile.objects.filter(submission__in=ids).delete()
    return Submission.objects.filter(id__in=ids).update(
        answers={}, xml="", expected=[], resident_id=None
    )
