"""Objects with needs, their measures, and who consents to them."""

from townline.prevention.works.models.consents import Consent, ConsentLink, Party
from townline.prevention.works.models.measures import Measure
from townline.prevention.works.models.objects import SourceMark, WorkObject
from townline.prevention.works.models.presses import Press

__all__ = ["Consent", "ConsentLink", "Measure", "Party", "Press", "SourceMark", "WorkObject"]
