"""What was done, with the press that undoes it; ``web/toast.html`` draws it.

Django keeps a message between two pages as words and tags: what undoes it is JSON in its tags.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Undo:
    """The form that undoes something: the address it is sent to, and its fields."""

    url: str
    fields: Mapping[str, str] = field(default_factory=dict)


def add_toast(request: HttpRequest, words: str, *, undo: Undo | None = None) -> None:
    """Say on the next page what was done."""
    messages.success(request, words, extra_tags=json.dumps(asdict(undo)) if undo else "")


def undo_of(message: Message) -> Undo | None:
    """Give what undoes that of which a message speaks; None where nothing does."""
    tags = message.extra_tags or ""
    return Undo(**json.loads(tags)) if tags.startswith("{") else None
