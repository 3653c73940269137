"""An Android phone with the app SMS Gateway (capcom6/android-sms-gateway), API of version 1.

Sources: the app's own API description, and its documentation of webhooks.
"""

from typing import Final

from townline.adapters.sms_http.android import incoming, outgoing
from townline.adapters.sms_http.common import fields
from townline.adapters.sms_http.common.door import PHOTO_LIMIT, ProviderAdapter
from townline.adapters.sms_http.common.fields import Field

DOOR: Final = ProviderAdapter(
    kind="android",
    fields={
        "url": fields.url("the phone's address, like http://192.0.2.10:8080"),
        "username": Field(words="the user name that the app shows"),
        "password": Field(words="the password that the app shows", secret=True),
        "signing_key": Field(
            words="the signing key of the app's webhooks, 16 letters or more",
            secret=True,
            pattern=r"[\x21-\x7e]{16,200}",
        ),
        "public_url": fields.url("the address of this server for the phone, https://…", ""),
        "sim": Field(words="which SIM card sends: 1, 2 or 3", default="", pattern="[123]"),
        "mms": Field(
            words="downloaded (the app tells of whole pictures), or notice (older apps)",
            default="downloaded",
            pattern="downloaded|notice",
        ),
    },
    submit=outgoing.submit,
    probe=outgoing.probe,
    prepare=outgoing.prepare,
    query=outgoing.query,
    verify=incoming.verify,
    hook=incoming.hook,
    body_limit=PHOTO_LIMIT,
    at_once=1,  # a phone sends one after another
)
