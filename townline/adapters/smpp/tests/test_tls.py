import asyncio
import datetime as dt
import ipaddress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from townline.adapters.smpp.tests import smsc
from townline.adapters.smpp.tests.ledger import Ledger, run_link, until

pytestmark = pytest.mark.peer


def _self_signed() -> tuple[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test network")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()


def test_texts_go_over_tls_to_a_network_whose_certificate_is_given(tmp_path: Path) -> None:
    key, certificate = _self_signed()
    (tmp_path / "ca.pem").write_text(certificate)

    async def scenario() -> Ledger:
        ledger = Ledger()
        options = f"?ca={tmp_path / 'ca.pem'}"
        async with (
            smsc.running(key, certificate) as network,
            run_link(network.url(options), ledger),
        ):
            await network.next("bound")
            network.deliver("a", "sealed", data_coding=0)
            await network.answers("a")
        return ledger

    assert asyncio.run(scenario()).texts() == ["sealed"]


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    key, certificate = _self_signed()

    async def scenario() -> Ledger:
        ledger = Ledger()
        async with smsc.running(key, certificate) as network, run_link(network.url(), ledger):
            await until(lambda: any("TLS failed" in detail for _, detail in ledger.states))
        assert not any(each["event"] == "bound" for each in network.seen)
        return ledger

    ledger = asyncio.run(scenario())
    assert not ledger.deliveries
    assert any("CERTIFICATE_VERIFY_FAILED" in detail for _, detail in ledger.states)


def test_a_missing_certificate_file_is_said_in_words() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger()
        async with smsc.running() as network:
            url = network.url("?ca=/nowhere/ca.pem").replace("smpp:", "smpps:")
            async with run_link(url, ledger):
                await until(lambda: any(state == "down" for state, _ in ledger.states))
        return ledger

    ledger = asyncio.run(scenario())
    assert any("cannot connect: No such file" in detail for _, detail in ledger.states)
