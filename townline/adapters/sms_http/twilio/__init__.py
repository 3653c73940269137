"""Twilio Programmable Messaging, API 2010-04-01.

Sources: Twilio's documentation of the Message resource, of webhook requests and their security.
"""

from typing import Final

from townline.adapters.sms_http.common import fields
from townline.adapters.sms_http.common.door import ProviderAdapter
from townline.adapters.sms_http.common.fields import Field
from townline.adapters.sms_http.twilio import incoming, outgoing

DOOR: Final = ProviderAdapter(
    kind="twilio",
    fields={
        "account_sid": Field(words="the account's SID, AC and 32 digits", pattern="AC[0-9a-f]{32}"),
        "auth_token": Field(words="the account's auth token", secret=True),
        "from": Field(words="the number that sends, like +821000000100", pattern=r"\+\d{7,15}"),
        "public_url": fields.url("the address of this server for Twilio, https://…"),
        "url": fields.url("Twilio's address", "https://api.twilio.com"),
    },
    submit=outgoing.submit,
    probe=outgoing.probe,
    query=outgoing.query,
    verify=incoming.verify,
    hook=incoming.hook,
)
