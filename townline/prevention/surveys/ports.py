"""What a protocol of phones needs of surveys (``adapters/openrosa``)."""

from townline.prevention.surveys.selectors.phones import (
    Let,
    OpenForm,
    Phone,
    PhoneHome,
    form_of,
    homes_of,
    open_forms,
    phone_of,
)
from townline.prevention.surveys.services.phones import device_note
from townline.prevention.surveys.services.submitting.files import Sent, survey_photo_holder
from townline.prevention.surveys.services.submitting.refusals import NotTaken
from townline.prevention.surveys.services.submitting.taking import Taken, submission_take

__all__ = [
    "Let",
    "NotTaken",
    "OpenForm",
    "Phone",
    "PhoneHome",
    "Sent",
    "Taken",
    "device_note",
    "form_of",
    "homes_of",
    "open_forms",
    "phone_of",
    "submission_take",
    "survey_photo_holder",
]
