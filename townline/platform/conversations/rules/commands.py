"""Texts that are a word to the line itself, and not to the town hall."""

BLOCKED = "conversations.blocked"
COMMANDED = "conversations.stop"
