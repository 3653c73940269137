"""Forms in their versions, and the answers that came back."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.surveys.models.homes import Home
from townline.prevention.surveys.models.surveyors import Surveyor

_STAFF = settings.AUTH_USER_MODEL


class FormVersion(models.Model):
    """One version of a form, as it was uploaded and as phones get it.

    ``hash``: ``md5:`` of ``xform``, as phones are told; ``questions``: path, type, labels and
    choices of each question, in order. Open from ``opened_at``; after ``closed_at`` phones do not
    see it any more.
    """

    kind = models.CharField(max_length=30)
    form_id = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    xlsform = models.BinaryField()
    xform = models.TextField()
    hash = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    questions = models.JSONField(default=list)
    # What ODK Validate said; None where no Java was there to run it.
    validated = models.BooleanField(null=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(_STAFF, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "surveys_form"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form_id", "version"], name="survey_form_once")
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "-uploaded_at"], name="survey_form_kind")]


class Submission(models.Model):
    """One filled form, kept as it came: ``xml`` with its md5 and SHA-256 (hexadecimal).

    An edit has an ``instance_id`` of its own and names the one before it (``deprecated_id``);
    ``replaced_by`` is the edit that counts instead. ``expected``: names of files that the answers
    speak of. ``answers``: path to value. ``said_grade``: what the phone worked out itself.
    ``problem``: why a person must look at it, "" for nothing. A telephone stands masked in answers
    and ``xml``; ``resident_id``: whose it is, where the household agreed to texts.
    """

    instance_id = models.CharField(max_length=80, unique=True)
    deprecated_id = models.CharField(max_length=80, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replaces")
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="submissions")
    home = models.ForeignKey(Home, models.PROTECT, null=True, related_name="submissions")
    surveyor = models.ForeignKey(Surveyor, models.PROTECT, null=True, related_name="submissions")
    device = models.CharField(max_length=120, blank=True)
    xml = models.TextField()
    md5 = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    said_grade = models.CharField(max_length=4, blank=True)
    expected = models.JSONField(default=list)
    incomplete = models.BooleanField(default=False)
    problem = models.CharField(max_length=30, blank=True)
    resident_id = models.BigIntegerField(null=True)
    filled_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        db_table = "surveys_submission"
        indexes: ClassVar = [
            models.Index(fields=["home", "-received_at"], name="survey_answers_of"),
            models.Index(fields=["surveyor", "-received_at"], name="survey_answers_by"),
            models.Index(
                fields=["deprecated_id"],
                condition=~models.Q(deprecated_id=""),
                name="survey_answers_edited",
            ),
            models.Index(
                fields=["resident_id"],
                condition=models.Q(resident_id__isnull=False),
                name="survey_answers_whose",
            ),
        ]


class SubmissionFile(models.Model):
    """A file of a submission: ``md5`` as the phone has it, ``sha256`` as the store keeps it.

    A photo is drawn anew without metadata, so the two are not of the same bytes.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    md5 = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()

    class Meta:
        db_table = "surveys_submission_file"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "name"], name="survey_answer_file_once")
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="survey_answer_file")]


class EntityUpdate(models.Model):
    """What a phone says of a home itself, by the version it knew (``base_version``).

    ``state``: applied, waiting (for an update that it builds on), conflict (a person decides).
    ``trunk_version`` and ``branch_id`` name a chain of updates made without signal.
    """

    home = models.ForeignKey(Home, models.CASCADE, related_name="updates")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="updates")
    base_version = models.PositiveIntegerField(null=True)
    trunk_version = models.PositiveIntegerField(null=True)
    branch_id = models.CharField(max_length=40, blank=True)
    changes = models.JSONField(default=dict)
    state = models.CharField(max_length=10)
    version = models.PositiveIntegerField(null=True)  # what the home became by it
    at = models.DateTimeField()

    class Meta:
        db_table = "surveys_update"
        indexes: ClassVar = [
            models.Index(fields=["home", "branch_id"], name="survey_update_of"),
            models.Index(
                fields=["at"], condition=~models.Q(state="applied"), name="survey_update_open"
            ),
        ]
