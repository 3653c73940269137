"""What the Android content providers write as numbers.

Source: android.provider.Telephony (``Sms.MESSAGE_TYPE_*``, ``Mms.MESSAGE_BOX_*``) and
PduHeaders (``FROM``, ``BCC``, ``CC``, ``TO``), Android API reference.
"""

from townline.casework.importing.archives.shapes import Why

SMS_IN, SMS_OUT = "1", "2"
SMS_LEFT = {"3": Why.DRAFT, "4": Why.UNSENT, "5": Why.UNSENT, "6": Why.UNSENT}
MMS_IN, MMS_OUT = "1", "2"
MMS_LEFT = {"3": Why.DRAFT, "4": Why.UNSENT, "5": Why.UNSENT}
FROM = "137"
TO = frozenset({"129", "130", "151"})
# What a phone writes in the place of its own number.
ITSELF = "insert-address-token"
EMPTY = frozenset({"", "null"})
