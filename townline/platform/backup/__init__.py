"""Copies of a district, encrypted, and what is made of them again."""
