"""From complaint to policy: matters, what is written of them and who speaks."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from townline.prevention.policy.rules.states import LIVE, Stage

# One matter on its way from complaint to policy, and what was written at each step.

_LIVE = models.Q(state__in=sorted(LIVE))


class Matter(models.Model):
    """``theme``: number of the theme that it began with, where it was one.

    ``owner`` and ``due_on``: who does what comes next, and by which day; ``notice_at``: when
    somebody is told of it next, ``told``: how often they were. ``hears``: residents may say what
    they think of it. ``reason``: of its end.
    """

    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, default=Stage.NOTED)
    theme = models.BigIntegerField(null=True)
    department = models.CharField(max_length=40)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    notice_at = models.DateTimeField(null=True)
    told = models.PositiveSmallIntegerField(default=0)
    hears = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "policy_matter"
        indexes: ClassVar = [
            models.Index(fields=["notice_at"], condition=_LIVE, name="policy_noticed"),
            models.Index(fields=["-began_at"], name="policy_began"),
        ]


class StepDone(models.Model):
    """One step that was awaited: by whom, by when, and when it was done; open: ``done_at`` None."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    since = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "policy_step"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(done_at=None), name="policy_step_one_open"
            )
        ]


class Proposal(models.Model):
    """``problem``: in residents' words. ``cost``: in words, or won."""

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="proposal")
    problem = models.TextField()
    evidence = models.TextField()
    options = models.TextField()
    cost = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "policy_proposal"


class Decision(models.Model):
    """What a meeting decided; ``supports`` and ``opposes``: votes that it had before it."""

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="decision")
    meeting = models.CharField(max_length=120)
    decided_on = models.DateField()
    minutes = models.TextField()
    supports = models.PositiveIntegerField(default=0)
    opposes = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "policy_decision"


class Pilot(models.Model):
    """One trial. ``measure``: what is counted; ``control``: an area or the same season before."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="pilots")
    partner = models.CharField(max_length=120)
    agreement = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=120)
    begins_on = models.DateField()
    ends_on = models.DateField()
    measure = models.CharField(max_length=200)
    control_kind = models.CharField(max_length=8)  # area or season
    control = models.CharField(max_length=200)

    class Meta:
        db_table = "policy_pilot"


class Outcome(models.Model):
    """What a pilot came to: counts and days, before and after, there and in the control area."""

    pilot = models.OneToOneField(Pilot, models.CASCADE, related_name="outcome")
    before = models.PositiveIntegerField()
    before_days = models.PositiveIntegerField()
    after = models.PositiveIntegerField()
    after_days = models.PositiveIntegerField()
    control_before = models.PositiveIntegerField(null=True)
    control_after = models.PositiveIntegerField(null=True)
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "policy_outcome"


class Origin(models.Model):
    """A case whose text began the matter; a case stands once with it."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="origins")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "policy_origin"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "case"], name="policy_origin_once")
        ]


# What everybody reads of a matter.


class Story(models.Model):
    """A matter as it is told to everybody, in both languages; shown once ``published_at`` is set.

    ``body``: paragraphs, with an empty line between them.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="story")
    title_ko = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120)
    lead_ko = models.CharField(max_length=300)
    lead_en = models.CharField(max_length=400)
    body_ko = models.TextField()
    body_en = models.TextField()
    first_text_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "policy_story"
        indexes: ClassVar = [
            models.Index(
                fields=["-published_at"],
                condition=models.Q(published_at__isnull=False),
                name="policy_story_published",
            )
        ]


class StoryPhoto(models.Model):
    """A photo of a story by its content; only its copies without metadata are shown."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="photos")
    sha256 = models.CharField(max_length=64)
    alt_ko = models.CharField(max_length=200)
    alt_en = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "policy_photo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "sha256"], name="policy_photo_once")
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="policy_photo_content")]


# What residents say of a matter.


class Voice(models.Model):
    """What one telephone says of a matter: once, changed as often as they like.

    ``stance``: support, oppose, or "" for words alone. ``via``: text or page. The words go with
    the person's data, and by age; what was counted stays.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="voices")
    resident_id = models.BigIntegerField(null=True)
    stance = models.CharField(max_length=8, blank=True)
    words = models.TextField(blank=True)
    via = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        db_table = "policy_voice"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "resident_id"], name="policy_voice_once")
        ]
        indexes: ClassVar = [models.Index(fields=["resident_id"], name="policy_voice_resident")]
