"""Naver Cloud SENS, SMS API version 2: SMS, LMS and MMS within Korea; results by asking.

Sources: Naver Cloud's API guide (SENS SMS v2, API gateway signature v2).
"""

from typing import Final

from townline.adapters.sms_http.common import fields
from townline.adapters.sms_http.common.door import ProviderAdapter
from townline.adapters.sms_http.common.fields import Field
from townline.adapters.sms_http.sens import outgoing

DOOR: Final = ProviderAdapter(
    kind="sens",
    fields={
        "access_key": Field(words="the access key ID"),
        "secret_key": Field(words="the secret key", secret=True),
        "service_id": Field(words="the service's id, ncp:sms:kr:…", pattern=r"[\w:.-]+"),
        "from": Field(words="the registered number that sends, digits only", pattern=r"\d{8,12}"),
        "subject": Field(words="the subject of long texts", default="", pattern=r".{0,20}"),
        "url": fields.url("SENS's address", "https://sens.apigw.ntruss.com"),
    },
    submit=outgoing.submit,
    probe=outgoing.probe,
    query=outgoing.query,
    photos=3,
    query_after=60,  # it never calls
)
