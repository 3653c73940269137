"""From complaint to policy: matters, what is written of them, who speaks and who hears."""

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
from townline.prevention.policy.models.voices import Telling, Told, Voice

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
    "Telling",
    "Told",
    "Voice",
]
