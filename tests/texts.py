"""Texts that are on their way, for tests of rooms that may not look into the texts' own tables."""

from townline.platform.conversations import api as conversations


def texts_to_number(number, since=0):
    """Give the bodies of the texts to a number, the earliest first."""
    from townline.platform.conversations.models import OutgoingText

    rows = OutgoingText.objects.filter(resident_id=conversations.resident_find(number))
    return list(rows.order_by("id").values_list("body", flat=True))[since:]


def texts_to_all():
    """Give the bodies of all texts to anybody, the earliest first."""
    from townline.platform.conversations.models import OutgoingText

    return list(OutgoingText.objects.order_by("id").values_list("body", flat=True))


def last_text_not_before():
    """Give the moment (UTC) before which the last text does not leave, None for at once."""
    from townline.platform.conversations.models import OutgoingText

    return OutgoingText.objects.latest("id").not_before


def texts_about(reference):
    """Give the bodies of the texts that belong to something."""
    from townline.platform.conversations.models import OutgoingText

    rows = OutgoingText.objects.filter(reference=reference)
    return list(rows.order_by("id").values_list("body", flat=True))


def forget():
    """Let what was told so far be over."""
    from townline.platform.conversations.models import OutgoingText

    OutgoingText.objects.all().delete()


def received_bodies():
    """Give the bodies of all texts that came in, as they are kept now."""
    from townline.platform.conversations.models import IncomingText

    return list(IncomingText.objects.order_by("id").values_list("body", flat=True))
