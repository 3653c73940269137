"""Where a text says that something is: names of a gazetteer found in words."""

from townline.triage.rules.places.found import Place

__all__ = ["Place"]
