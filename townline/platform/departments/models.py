import datetime as dt
import unicodedata
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from townline.platform.departments.duty import LIVE, AbsenceState
from townline.platform.departments.rules import Role


class Department(models.Model):
    code = models.CharField(max_length=40, primary_key=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name_ko = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    phone = models.CharField(max_length=30, blank=True)
    position = models.PositiveIntegerField(default=0)


class Service(models.Model):
    """What a text can be about (Open311 ``service_code``), and who answers it."""

    service_code = models.CharField(max_length=40, primary_key=True)
    name_ko = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100)
    department = models.ForeignKey(Department, models.PROTECT)
    includes = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)


class StaffManager(BaseUserManager["Staff"]):
    """Needed by Django's sign-in to find a person by name."""


class Staff(AbstractBaseUser):
    username = models.CharField(max_length=60, unique=True)
    name_ko = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    department = models.ForeignKey(Department, models.PROTECT, null=True)
    language = models.CharField(max_length=8, default="ko")
    is_active = models.BooleanField(default=True)
    # Lower case; by it an identity provider's word is matched. Empty: by username only.
    email = models.EmailField(blank=True, default="")
    # From then on the account opens nothing; None: it has no end. Only helpers have one.
    ends_at = models.DateTimeField(null=True)
    # Where a helper comes from: another department, another office.
    office = models.CharField(max_length=60, blank=True, default="", db_default="")

    USERNAME_FIELD = "username"
    objects: ClassVar[StaffManager] = StaffManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email"], condition=~models.Q(email=""), name="staff_email_once"
            )
        ]

    @property
    def is_helper(self) -> bool:
        return self.role == Role.HELPER

    def works(self, now: dt.datetime) -> bool:
        """Say whether the account opens anything: it is not suspended, and has not ended."""
        return self.is_active and (self.ends_at is None or now < self.ends_at)

    # One keyboard sends a syllable whole, another in parts: both are the same password.
    def set_password(self, raw_password: str | None) -> None:
        super().set_password(_normalize_password(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(_normalize_password(raw_password))


def _normalize_password(password: str | None) -> str | None:
    return None if password is None else unicodedata.normalize("NFKC", password)


class Delegation(models.Model):
    """The mayor says that a deputy may confirm, for a time."""

    deputy = models.ForeignKey(Staff, models.CASCADE, related_name="delegations")
    given_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class Digest(models.Model):
    """The morning's figures by e-mail or text, as one person wishes them.

    ``way`` is ``mail``, ``text`` or empty (none). ``resident_id``: who has the person's own
    proved number among those that texts go to, sealed there like any other.
    """

    staff = models.OneToOneField(Staff, models.CASCADE, primary_key=True)
    way = models.CharField(max_length=4, blank=True, default="")
    hour = models.PositiveSmallIntegerField(default=7)
    resident_id = models.BigIntegerField(null=True)
    next_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], condition=models.Q(next_at__isnull=False), name="digest_due"
            )
        ]


class Absence(models.Model):
    """A person's leave, ``[starts_at, ends_at)``, and who stands in. ``note``: what they must know.

    ``next_at``: when the leave begins or ends next; None when it is over or was called off.
    """

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="absences")
    cover = models.ForeignKey(Staff, models.CASCADE, related_name="covering")
    state = models.CharField(max_length=10, default=AbsenceState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.TextField(blank=True, default="")
    entered_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], condition=models.Q(next_at__isnull=False), name="absence_due"
            ),
            models.Index(
                fields=["ends_at"],
                condition=models.Q(state__in=sorted(LIVE)),
                name="absence_live",
            ),
        ]


class DutyShift(models.Model):
    """A night on duty, or the day of a day off: who is told of danger then."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="shifts")
    kind = models.CharField(max_length=5)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    entered_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "starts_at"], name="duty_shift_once")
        ]
        indexes: ClassVar = [models.Index(fields=["ends_at"], name="duty_shift_end")]


class ApiToken(models.Model):
    """A key that acts as a person, within its scopes. Only its hash is stored."""

    staff = models.ForeignKey(Staff, models.CASCADE)
    name = models.CharField(max_length=60)
    scopes = models.JSONField(default=list)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
