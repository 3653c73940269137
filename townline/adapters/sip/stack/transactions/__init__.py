"""Requests and their responses, each sent until it arrived (RFC 3261 §17, RFC 6026)."""
