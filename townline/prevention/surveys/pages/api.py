"""The front door of the pages of surveys."""

from townline.prevention.surveys.pages.services.links import (
    link_make as link_make,
    link_send as link_send,
    links_revoke as links_revoke,
)
from townline.prevention.surveys.pages.services.persons import (
    person_part as person_part,
    retention_rules as retention_rules,
)
