"""Sends what happens to other systems: Standard Webhooks, signed, by event and scope."""
