"""Questionnaires: XLSForms read, kept by version, and asked one question after the other."""
