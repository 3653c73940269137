"""Generated requests, right and wrong, against the document that the API itself publishes."""

import itertools
import json
import zlib

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests import amount
from tests.limits import at_most
from tests.undone import made_once
from tests.world import World
from townline.config.http_api import api
from townline.config.tests.http_api.conftest import ALL, Caller, token_of
from townline.lines.safenumbers.tests.number_plates import issue
from townline.platform.departments.views import api_auth as auth

PUBLISHED = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/")))
document = schemathesis.openapi.from_dict(PUBLISHED)
document.app = get_wsgi_application()
# The other checks ask for what HTTP leaves open, such as which status a wrong value gets.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def one_transaction(monkeypatch):
    """Let the test's one transaction outlive each request, and lift the rate."""
    monkeypatch.setattr(auth, "TOKENS", at_most(1_000_000))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def begun(django_db_setup, django_db_blocker):
    """Let two people take turns; who keeps safe numbers may do so by a program too.

    A case or a lease that exists lets a request reach what lies behind the first refusal.
    """
    with made_once(django_db_blocker):
        world, scopes = World(), {"clerk1": [*ALL, "parking"], "mayor": ALL}
        tokens = itertools.cycle([token_of(name, given) for name, given in scopes.items()])
        yield tokens, {"code": world.awaiting(), "lease": str(issue(world.now).id)}


def _is_sampled(case) -> bool:
    """Say whether to ask it: a third of some thirty a path at every change, always the same."""
    description = repr((case.method, case.path_parameters, case.query, case.body))
    return amount.ALL or zlib.crc32(description.encode("utf-8", "replace")) % 3 == 0


@document.parametrize()
@hypothesis.settings(
    max_examples=amount.examples(12),  # besides the edges of each field
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_no_request_breaks_the_api_or_its_document(case, begun, world, one_transaction):
    if not _is_sampled(case):
        return
    tokens, known = begun
    case.path_parameters |= {name: known[name] for name in known.keys() & case.path_parameters}
    # The reader of answers knows no gzip.
    headers = {"Authorization": f"Bearer {next(tokens)}", "Accept-Encoding": "identity"}
    case.call_and_validate(checks=CHECKS, headers=headers)


def test_the_document_is_published_to_anybody(world):
    response = Caller("").raw("GET", "/api/openapi.json", "")
    assert json.loads(response.content) == PUBLISHED
