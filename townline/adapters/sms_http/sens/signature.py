"""Naver Cloud's API gateway signature, version 2."""

import base64
import hashlib
import hmac

import httpx

from townline.adapters.sms_http.common.door import Provider
from townline.platform.core import clock


def sign_request(request: httpx.Request, provider: Provider) -> httpx.Request:
    """Sign ``METHOD path?query``, the time in milliseconds and the access key; all as sent."""
    key = provider.settings["access_key"]
    stamp = str(int(clock.now().timestamp() * 1000))
    words = f"{request.method} {request.url.raw_path.decode()}\n{stamp}\n{key}"
    digest = hmac.new(provider.settings["secret_key"].encode(), words.encode(), hashlib.sha256)
    request.headers["x-ncp-apigw-timestamp"] = stamp
    request.headers["x-ncp-iam-access-key"] = key
    request.headers["x-ncp-apigw-signature-v2"] = base64.b64encode(digest.digest()).decode()
    return request
