"""Requests: made, texted, answered, over."""
