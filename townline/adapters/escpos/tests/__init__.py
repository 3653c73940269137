"""Tests of the printer's protocol."""
