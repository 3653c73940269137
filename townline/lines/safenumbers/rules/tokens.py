"""Tokens that open a page: only their hash is kept or looked for."""

import hashlib


def token_hash(token: str) -> str:
    """Give the SHA-256 (hex) of a token; 128 random bits cannot be tried, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
