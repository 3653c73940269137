"""Calls by SIP (RFC 3261).

Each leg is built afresh, so that nothing of one side reaches the other.
"""
