"""Photos of answers, and links to them."""

from townline.cases.selectors.answer_photos import answer_photo_holders
from townline.cases.selectors.photo_links import (
    LinkPage,
    LinkView,
    link_page,
    link_photo,
    links_of,
    photos_to_show,
)
from townline.cases.services.answer_photos import (
    ANSWER_PHOTOS,
    draft_photo_drop,
    draft_photos_add,
    photos_most,
)
from townline.cases.services.photo_links import (
    LINK_PHOTOS,
    MadeLink,
    photo_link_end,
    photo_link_make,
    photo_link_retention_rules,
)

__all__ = [
    "ANSWER_PHOTOS",
    "LINK_PHOTOS",
    "LinkPage",
    "LinkView",
    "MadeLink",
    "answer_photo_holders",
    "draft_photo_drop",
    "draft_photos_add",
    "link_page",
    "link_photo",
    "links_of",
    "photo_link_end",
    "photo_link_make",
    "photo_link_retention_rules",
    "photos_most",
    "photos_to_show",
]
