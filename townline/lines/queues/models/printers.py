"""Receipt printers at the screens by the door, and what waits to be printed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from townline.lines.queues.rules.printouts import PrinterState, PrintoutState

_LEAVING = Q(state__in=[PrintoutState.CLAIMED, PrintoutState.QUEUED])


class Printer(models.Model):
    """A site's printer. ``address``: host:port. ``dots``: how wide it prints, a multiple of 8.

    ``state`` is how it was at ``asked_at``.
    """

    site = models.OneToOneField("queues.Site", models.CASCADE, primary_key=True)
    address = models.CharField(max_length=80)
    dots = models.PositiveSmallIntegerField(default=576)
    active = models.BooleanField(default=True)
    state = models.CharField(max_length=12, blank=True, default=PrinterState.UNKNOWN)
    asked_at = models.DateTimeField(null=True)


class Printout(models.Model):
    """A ticket on its way to paper. ``due_at``: when it may be tried, or a lease ends."""

    id = models.BigAutoField(primary_key=True)
    printer = models.ForeignKey(Printer, models.CASCADE)
    ticket = models.ForeignKey("queues.Ticket", models.CASCADE)
    state = models.CharField(max_length=8, default=PrintoutState.QUEUED)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    problem = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=_LEAVING, name="printout_due"),
            models.Index(fields=["made_at"], name="printout_age"),
        ]
