"""Calls: begun, kept, taken over, ended."""
