"""The same calls by UDP with losses, by TCP and by TLS."""

import asyncio
import contextlib
import datetime as dt
import ipaddress
from collections import Counter

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from townline.adapters.sip.stack.endpoint import Endpoint
from townline.adapters.sip.stack.leg import Answered, DialRefused, Left, Offered
from townline.adapters.sip.stack.transport.carrier import Certificates
from townline.adapters.sip.tests import sipp
from townline.adapters.sip.tests.line import OTHER, OURS, PHONE, SAFE, line, next_event, until

pytestmark = pytest.mark.peer
CALLING = [sipp.invite(), sipp.got(100), sipp.got(200, routes=True), sipp.ack()]
MOVED = [sipp.got("INVITE"), sipp.answer_in_dialog(body=sipp.sdp(2)), sipp.got("ACK")]
ANSWERING = [
    sipp.got_invite(),
    sipp.reply(180),
    sipp.reply(200, body=sipp.sdp(), retransmitted=True),
    sipp.got("ACK"),
    sipp.got("BYE"),
    sipp.answer_in_dialog(),
]


class Lossy(Endpoint):
    """Loses the first copy of everything, in both directions."""

    def __init__(self, *args):
        super().__init__(*args)
        self.lost = Counter()
        send = self._carrier.send

        def lossy(data, hop):
            if self._first(data):
                return
            send(data, hop)

        self._stack.transactions._send = lossy
        self._carrier.send = lossy

    def _first(self, data):
        self.lost[data] += 1
        return self.lost[data] == 1

    def _arrived(self, data, source):
        if not self._first(data):
            super()._arrived(data, source)


def test_every_message_of_a_caller_may_be_lost_once(tmp_path):
    async def scenario():
        steps = [*CALLING, *MOVED, sipp.bye(2), sipp.got(200)]
        steps = [step.replace('retrans="500"', 'retrans="100"') for step in steps]
        steps[1] = sipp.got(100, optional=True)
        async with (
            line(f"sip:{sipp.CALLER}", kind=Lossy) as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            leg, *_ = await held.call()
            await leg.answer(OURS)
            assert await leg.reinvite(OTHER)
            await next_event(leg, Left)
            await caller.done()
            assert len(held.endpoint.lost) > 8

    asyncio.run(scenario())


def test_every_message_of_an_owner_may_be_lost_once():
    # SIPp takes a repeated INVITE for a mistake once it has gone on: so both ends are ours.
    async def scenario():
        async with (
            line("sip:127.0.0.1", listen=f"udp:{sipp.OWNER}:0") as owner,
            line(f"sip:{owner.place}", kind=Lossy) as held,
        ):
            out = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
            leg, dialled, caller = await owner.call()
            assert (dialled, caller) == (PHONE, SAFE)
            await leg.ring()
            await leg.answer(OTHER)
            while not isinstance(event := await next_event(out), Answered):
                assert not isinstance(event, DialRefused), event
            again = asyncio.create_task(leg.reinvite(OURS))
            await (await next_event(out, Offered)).reply(OTHER)
            assert await again == OTHER
            await out.bye()
            await next_event(leg, Left)
            assert len(held.endpoint.lost) > 8

    asyncio.run(scenario())


async def talk_both_ways(held, leg):
    """Answer, dial the other, move the caller; who called leaves, and we leave the other."""
    await leg.answer(OURS)
    out = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
    while not isinstance(event := await next_event(out), Answered):
        assert not isinstance(event, DialRefused), event
    assert await leg.reinvite(OTHER)
    await next_event(leg, Left)
    await out.bye()


def both_ways(tmp_path, *, kind, listen, trunk, options=(), **more):
    """Let somebody call, dial the other, move the caller, let both leave."""

    async def scenario():
        leaving = [sipp.bye(2), sipp.got(200)]
        async with (
            sipp.peer(tmp_path, ANSWERING, host=sipp.OWNER, transport=kind, options=options) as b,
            line(f"{trunk(b)},{trunk(CALLER_ITSELF)}", listen=listen, **more) as held,
            sipp.peer(tmp_path, [*CALLING, *MOVED, *leaving], host=sipp.CALLER, to=held.place,
                      transport=kind, options=options) as caller,
        ):  # fmt: skip
            leg, *_ = await held.call()
            await talk_both_ways(held, leg)
            await caller.done()
            await b.done()
            await until(lambda: held.endpoint.transactions == 0)

    asyncio.run(scenario())


class CALLER_ITSELF:  # noqa: N801 -- a place like those of peers
    place = sipp.CALLER


def test_calls_by_tcp(tmp_path):
    both_ways(
        tmp_path,
        kind="t1",
        listen="tcp:127.0.0.1:0",
        trunk=lambda peer: f"sip:{peer.place};transport=tcp",
    )


def test_calls_by_tls(tmp_path):
    # SIPp's own TLS gives up in the middle of a handshake; so it speaks TCP, to a bridge.
    key, certificate = self_signed(sipp.OWNER, "127.0.0.1")
    (tmp_path / "key.pem").write_text(key)
    (tmp_path / "cert.pem").write_text(certificate)
    files = Certificates(tmp_path / "cert.pem", tmp_path / "key.pem", tmp_path / "cert.pem")

    async def scenario():
        leaving = [sipp.bye(2), sipp.got(200)]
        async with (
            sipp.peer(tmp_path, ANSWERING, host=sipp.OWNER, transport="t1") as owner,
            bridge(sipp.OWNER, owner.place, inward=files.inward()) as sealed,
            line(f"sips:{sealed},sips:{sipp.CALLER}", listen="tls:127.0.0.1:0",
                 certificates=files) as held,
            bridge(sipp.CALLER, held.place, outward=files.outward()) as plain,
            sipp.peer(tmp_path, [*CALLING, *MOVED, *leaving], host=sipp.CALLER, to=plain,
                      transport="t1") as caller,
        ):  # fmt: skip
            leg, *_ = await held.call()
            await talk_both_ways(held, leg)
            await caller.done()
            await owner.done()

    asyncio.run(scenario())


@contextlib.asynccontextmanager
async def bridge(host, to, *, inward=None, outward=None):
    """Pass bytes on between a plain and a TLS connection; give where it listens."""
    there, port = to.split(":")

    async def copy_bytes(reader, writer):
        with contextlib.suppress(OSError):
            while data := await reader.read(4096):
                writer.write(data)
        writer.close()

    async def bridge_connection(reader, writer):
        far_reader, far_writer = await asyncio.open_connection(
            there, int(port), ssl=outward, local_addr=(host, 0)
        )
        await asyncio.gather(copy_bytes(reader, far_writer), copy_bytes(far_reader, writer))

    server = await asyncio.start_server(bridge_connection, host, 0, ssl=inward)
    try:
        yield f"{host}:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def test_a_trunk_whose_certificate_nobody_vouches_for_is_not_called(tmp_path):
    key, certificate = self_signed(sipp.OWNER)
    other_key, other = self_signed("127.0.0.1")
    for name, text in (("key", key), ("cert", certificate), ("okey", other_key), ("ocert", other)):
        (tmp_path / f"{name}.pem").write_text(text)
    files = Certificates(tmp_path / "ocert.pem", tmp_path / "okey.pem", tmp_path / "ocert.pem")
    named = ("-tls_cert", str(tmp_path / "cert.pem"), "-tls_key", str(tmp_path / "key.pem"))

    async def scenario():
        steps = [sipp.got("INVITE")]
        async with (
            sipp.peer(tmp_path, steps, host=sipp.OWNER, transport="l1", options=named) as owner,
            line(f"sips:{owner.place}", listen="tls:127.0.0.1:0", certificates=files) as held,
        ):
            leg = await held.endpoint.dial(target=PHONE, from_number=SAFE, sdp=OURS)
            assert await next_event(leg) == DialRefused(408)

    asyncio.run(scenario())


def test_a_tls_trunk_is_not_played_in_the_clear(tmp_path):
    key, certificate = self_signed("127.0.0.1")
    (tmp_path / "key.pem").write_text(key)
    (tmp_path / "cert.pem").write_text(certificate)
    files = Certificates(tmp_path / "cert.pem", tmp_path / "key.pem", tmp_path / "cert.pem")

    async def scenario():
        steps = [sipp.invite(), sipp.got(403), sipp.ack_of_refusal(2)]
        listen = "udp:127.0.0.1:0,tls:127.0.0.1:0"
        async with (
            line(f"sips:{sipp.CALLER}", listen=listen, certificates=files) as held,
            sipp.peer(tmp_path, steps, host=sipp.CALLER, to=held.place) as caller,
        ):
            await caller.done()

    asyncio.run(scenario())


def test_a_connection_that_ends_does_not_end_its_calls(tmp_path):
    # The far end connects anew, as after a restart of something between.
    async def scenario():
        async with line(f"sip:{sipp.CALLER};transport=tcp", listen="tcp:127.0.0.1:0") as held:
            host, port = held.place.split(":")
            reader, writer = await asyncio.open_connection(
                host, int(port), local_addr=(sipp.CALLER, 0)
            )
            writer.write(b"\r\n\r\n")
            assert await reader.readexactly(2) == b"\r\n"
            writer.write(b"nonsense\r\n\r\n" * 3)
            writer.write(b"OPTIONS sip:x@y SIP/2.0\r\nVia: SIP/2.0/TCP h;branch=z9hG4bKq\r\n"
                         b"From: <sip:x@y>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: q\r\n"
                         b"CSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")  # fmt: skip
            assert b"200 OK" in await reader.readline()
            writer.write(b"x" * 70_000)
            await until(lambda: not held.endpoint._carrier._streams["tcp"]._open)
            writer.close()

    asyncio.run(scenario())


def self_signed(*hosts):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test network")])
    now = dt.datetime.now(dt.UTC)
    names = [x509.IPAddress(ipaddress.ip_address(host)) for host in hosts]
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, key_cert_sign=True, **usage), critical=True
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private.decode(), made.public_bytes(serialization.Encoding.PEM).decode()
