"""The front door of the pages of surveys."""

from townline.prevention.survey_pages.services.links import link_make, link_send, links_revoke
from townline.prevention.survey_pages.services.persons import person_part, retention_rules

__all__ = ["link_make", "link_send", "links_revoke", "person_part", "retention_rules"]
