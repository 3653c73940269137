"""Who may read the figures, and how they are written."""

import hmac
import ipaddress
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry
from prometheus_client.core import Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from townline.config.metrics.calling import calls
from townline.config.metrics.families import FAMILIES
from townline.config.metrics.tickets import tickets
from townline.platform.core import clock
from townline.platform.core.http import client


class _Counted(Collector):
    def collect(self) -> Iterator[Metric]:
        # The database counts, not this process: any web process answers for all.
        now = clock.now()
        for family in (*FAMILIES, calls, tickets):
            yield from family(now)


def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with the figures, or 403 in plain words."""
    if not _is_allowed(request):
        words = "figures are for this machine, or for who has TOWNLINE_METRICS_TOKEN\n"
        return HttpResponse(words, status=403, content_type="text/plain; charset=utf-8")
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    registry = CollectorRegistry()
    registry.register(_Counted())
    response = HttpResponse(encode(registry), content_type=content_type)
    response["Cache-Control"] = "no-store"
    return response


def _is_allowed(request: HttpRequest) -> bool:
    token = settings.TOWNLINE_METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    return all(_is_here(address) for address in client.chain_of(request))


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
