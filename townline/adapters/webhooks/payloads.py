"""The body of a message as it is sent, and what must not be sent at all."""

import json
from collections.abc import Sequence
from typing import Any

from townline.adapters.webhooks.models import Message
from townline.adapters.webhooks.rules import Scope
from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core.text.personal_numbers import mask_registration_numbers

_OURS = ("case_id", "merged_id", "text_ids")


def withheld(messages: Sequence[Message]) -> set[int]:
    """Give the messages (ids) about cases that only a few may know of (``Case.private``)."""
    private = cases.private_among(
        {each.data[name] for each in messages for name in _OURS[:2] if name in each.data}
    )
    return {each.id for each in messages if private & {each.data.get(name) for name in _OURS[:2]}}


def body_of(message: Message, scopes: Sequence[str]) -> bytes:
    """Write the body: ``type``, ``timestamp`` and ``data``, with words where the scope has them."""
    data: dict[str, Any] = {key: v for key, v in message.data.items() if key not in _OURS}
    if Scope.TEXTS in scopes and message.data.get("text_ids"):
        data["texts"] = _texts(message.data["text_ids"])
    whole = {"type": message.type, "timestamp": message.at.isoformat(), "data": data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _texts(ids: Sequence[int]) -> list[dict[str, Any]]:
    found = conversations.incoming_many(ids)
    return [
        {"id": text.id, "body": mask_registration_numbers(text.body), "at": text.at.isoformat()}
        for text in found.values()
    ]
