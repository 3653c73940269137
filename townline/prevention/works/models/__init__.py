"""Objects with needs, their measures, and who consents to them."""

from townline.prevention.works.models.consents import Consent, ConsentLink, Party
from townline.prevention.works.models.measures import Measure
from townline.prevention.works.models.objects import SourceMark, WorkObject

__all__ = ["Consent", "ConsentLink", "Measure", "Party", "SourceMark", "WorkObject"]
