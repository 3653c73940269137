"""``/metrics``: figures for Prometheus, counted in the database when they are asked for.

No figure carries a number, a text or a name of a person.
"""
