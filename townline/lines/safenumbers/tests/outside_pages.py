"""People without a sign-in, for tests of the pages outside."""

import gzip
import ipaddress
import itertools
import re

from django.test import Client

from townline.lines.safenumbers import api

_people = itertools.count(1)


def someone(language="ko"):
    """Give a visitor who never signed in, from an address of their own, checked as a browser is."""
    where = ipaddress.IPv4Address("198.18.0.0") + next(_people)
    return Client(
        enforce_csrf_checks=True, headers={"accept-language": language}, REMOTE_ADDR=str(where)
    )


def read(response, status=200):
    assert response.status_code == status, response.status_code
    body = response.content
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode()


def page(client, path, status=200):
    return read(client.get(path), status)


def key_of(html):
    return re.search(r'name="key" value="([^"]+)"', html)[1]


def qr(lease):
    return f"/q/{api.qr_token(lease.id)}"


def ask(client, path, **fields):
    """Send the form behind a QR code, as a browser does under no-referrer."""
    given = {"key": key_of(page(client, path)), "matter": "move", "plate": "3456", "phone": ""}
    return client.post(path, given | fields, headers={"origin": "null"})


def enter(client, lease, now):
    """Open an owner's page by a new link; gives the client."""
    opened = client.get(api.owner_link(lease_id=lease.id, now=now))
    assert (opened.status_code, opened.url) == (302, "/o/")
    return client


def press(client, **fields):
    """Press a button of the owner's page."""
    key = key_of(page(client, "/o/"))
    return client.post("/o/", {"key": key} | fields, headers={"origin": "null"})


def text_to(world, tail):
    """Let the link send what waits; give the words that went to a number, parts put together."""
    jobs = [job for job in world.send() if job.destination_addr.endswith(tail)]
    return "".join(job.content for job in jobs)
