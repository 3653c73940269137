"""Sites, the queues of each, and its desks: a district's data (``queues.json``)."""

from typing import ClassVar

from django.db import models


class Site(models.Model):
    """A building where people are served."""

    code = models.SlugField(max_length=40, primary_key=True)
    name_ko = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    address_ko = models.CharField(max_length=160, blank=True)
    address_en = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)


class Queue(models.Model):
    """One service at one site. ``group`` names the service itself, wherever it is offered.

    ``plan`` holds hours, breaks, capacity, slots and fairness as read from the district's file.
    ``pace`` is what was learned of how long a visit takes, and how honest the ranges were.
    ``words``: what people may text to take a ticket here.
    """

    code = models.SlugField(max_length=40, primary_key=True)
    group = models.SlugField(max_length=40)
    site = models.ForeignKey(Site, models.PROTECT)
    name_ko = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    prefix = models.CharField(max_length=2, blank=True)
    first_number = models.PositiveIntegerField(default=1)
    words = models.JSONField(default=list)
    plan = models.JSONField(default=dict)
    pace = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["group", "position"], name="queue_by_group")]


class Desk(models.Model):
    """Where people are called to. ``open`` while somebody sits there and calls.

    ``breaks`` are planned ones on the office's own clock, ``[["12:00", "13:00"]]``.
    """

    code = models.SlugField(max_length=40, primary_key=True)
    site = models.ForeignKey(Site, models.PROTECT)
    name_ko = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    queues = models.ManyToManyField(Queue, related_name="desks")
    breaks = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    open = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    staff = models.ForeignKey("departments.Staff", models.SET_NULL, null=True, related_name="+")
