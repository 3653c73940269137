"""What stands in the history goes by a known name, of the kind of its subject."""

import pytest

from townline.platform.core import clock
from townline.platform.core.history import audit, tags
from townline.platform.core.history.tags import Tagged, UndeclaredTag


class DeliveryEvent(Tagged):
    SEND = "send", "letter:delivery:send"


def write(subject, event):
    audit.record(audit.AuditEntry(subject=subject, event=event, actor=audit.SYSTEM, at=clock.now()))


def test_an_event_is_a_word_of_its_table_and_a_name_in_the_history():
    assert (str(DeliveryEvent.SEND), DeliveryEvent("send"), DeliveryEvent.SEND.tag) == (
        "send",
        DeliveryEvent.SEND,
        "letter:delivery:send",
    )


@pytest.mark.parametrize("tag", ["send", "letter:send", "a:b:c:d", "Letter:a:b", "a:b-c:d", "a::c"])
def test_what_is_not_subject_noun_and_verb_is_no_name(tag):
    with pytest.raises(ValueError, match="subject:noun:verb"):
        Tagged("Wrong", {"SEND": ("send", tag)})


def test_beside_another_the_kind_is_the_noun():
    assert tags.nested_tag("case", "visit:trip:plan") == "case:visit:plan"


@pytest.mark.django_db
def test_a_known_name_is_written():
    write("letter:1", DeliveryEvent.SEND.tag)
    assert audit.history("letter:1").get().event == "letter:delivery:send"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("subject", "event"),
    [
        ("letter:1", DeliveryEvent.SEND),
        ("letter:1", "letter:delivery:vanish"),
        ("case:1", DeliveryEvent.SEND.tag),
    ],
)
def test_no_other_is(subject, event):
    with pytest.raises(UndeclaredTag):
        write(subject, event)
    assert not audit.history(subject).exists()
