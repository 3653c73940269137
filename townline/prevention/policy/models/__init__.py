"""From complaint to policy: matters, what is written of them and who speaks."""

from townline.prevention.policy.models.matters import (
    Decision,
    Matter,
    Origin,
    Outcome,
    Pilot,
    Proposal,
    StepDone,
)
from townline.prevention.policy.models.stories import Story, StoryPhoto
from townline.prevention.policy.models.voices import Voice

__all__ = [
    "Decision",
    "Matter",
    "Origin",
    "Outcome",
    "Pilot",
    "Proposal",
    "StepDone",
    "Story",
    "StoryPhoto",
    "Voice",
]
