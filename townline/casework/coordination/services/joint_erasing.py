"""Erasing what departments, meetings and outside agencies wrote about a person's cases."""

from collections.abc import Collection

from django.db.models import Q

from townline.casework.coordination.models import (
    Decision,
    Meeting,
    Participation,
    PositionVersion,
    Referral,
)
from townline.platform.core.personal_data import erased


def joint_erase(case_ids: Collection[int]) -> None:
    """Erase their words; who took part, met and was asked stays, as figures do."""
    places = Participation.objects.filter(case__in=case_ids)
    places.update(question=erased.WORDS)
    places.filter(~Q(position="")).update(position=erased.WORDS)
    PositionVersion.objects.filter(participation__case__in=case_ids).update(body=erased.WORDS)
    meetings = Meeting.objects.filter(case__in=case_ids)
    meetings.update(agenda=erased.WORDS)
    meetings.filter(~Q(minutes="")).update(minutes=erased.WORDS)
    Decision.objects.filter(meeting__case__in=case_ids).update(body=erased.WORDS)
    referrals = Referral.objects.filter(case__in=case_ids)
    referrals.filter(~Q(outcome="")).update(outcome=erased.WORDS)
    referrals.update(contact="", reference="")
