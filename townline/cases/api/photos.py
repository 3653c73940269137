"""Photos of answers, and links to them."""

from townline.cases.selectors.photo_links import (
    LinkPage,
    LinkView,
    link_page,
    link_photo,
    links_of,
    photos_to_show,
)
from townline.cases.selectors.photos import case_photo
from townline.cases.services.photo_links import (
    LINK_PHOTOS,
    MadeLink,
    photo_link_end,
    photo_link_make,
)
from townline.cases.services.photos import (
    ANSWER_PHOTOS,
    draft_photo_drop,
    draft_photos_add,
    photos_most,
    photos_tidy,
)

__all__ = [
    "ANSWER_PHOTOS",
    "LINK_PHOTOS",
    "LinkPage",
    "LinkView",
    "MadeLink",
    "case_photo",
    "draft_photo_drop",
    "draft_photos_add",
    "link_page",
    "link_photo",
    "links_of",
    "photo_link_end",
    "photo_link_make",
    "photos_most",
    "photos_tidy",
    "photos_to_show",
]
