"""Solapi, messages API version 4: SMS, LMS and MMS within Korea.

Sources: Solapi's developer documentation (send-many/detail, list, authentication, webhooks).
"""

from typing import Final

from townline.adapters.sms_http.common import fields
from townline.adapters.sms_http.common.door import ProviderAdapter
from townline.adapters.sms_http.common.fields import Field
from townline.adapters.sms_http.solapi import incoming, outgoing

DOOR: Final = ProviderAdapter(
    kind="solapi",
    fields={
        "api_key": Field(words="the API key"),
        "api_secret": Field(words="the API secret", secret=True),
        "from": Field(words="the registered number that sends, digits only", pattern=r"\d{8,12}"),
        "webhook_secret": Field(words="the secret of the webhook", default="", secret=True),
        "subject": Field(words="the subject of long texts", default="", pattern=r".{0,20}"),
        "url": fields.url("Solapi's address", "https://api.solapi.com"),
    },
    submit=outgoing.submit,
    probe=outgoing.probe,
    query=outgoing.query,
    verify=incoming.verify,
    hook=incoming.hook,
    photos=1,
)
