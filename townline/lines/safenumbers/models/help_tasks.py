"""What the duty room is asked to do where an owner cannot come."""

import uuid
from typing import ClassVar

from django.db import models

from townline.lines.safenumbers.models.calls import Call
from townline.lines.safenumbers.models.leases import Lease
from townline.lines.safenumbers.models.requests import Request
from townline.lines.safenumbers.rules.help_tasks import HelpState

_OPEN = models.Q(state=HelpState.OPEN)


class HelpTask(models.Model):
    """An owner answered 3, by telephone (``call``) or to a ``request``: one to-do for each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    lease = models.ForeignKey(Lease, models.CASCADE, related_name="help_tasks")
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="help_tasks")
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="help_tasks")
    state = models.CharField(max_length=6, default=HelpState.OPEN)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["made_at"], condition=_OPEN, name="help_task_open"),
            models.Index(fields=["made_at"], name="help_task_age"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"], condition=_OPEN, name="help_task_of_request_once"
            ),
            models.UniqueConstraint(
                fields=["call"], condition=_OPEN, name="help_task_of_call_once"
            ),
        ]
