"""Builds units by hand, for what a well-behaved peer would never send."""

import struct


def unit(command: int, sequence: int = 1, body: bytes = b"", status: int = 0) -> bytes:
    return struct.pack(">IIII", 16 + len(body), command, status, sequence) + body


def deliver_body(
    message: bytes = b"hello",
    *,
    source: bytes = b"821000000042",
    destination: bytes = b"0200000100",
    esm_class: int = 0,
    data_coding: int = 0,
    sm_length: int | None = None,
    tail: bytes = b"",
) -> bytes:
    return b"".join(
        (
            b"\0\1\1" + source + b"\0",
            b"\0\1" + destination + b"\0",
            bytes([esm_class, 0, 0]) + b"\0\0",
            bytes([0, 0, data_coding, 0]),
            bytes([len(message) if sm_length is None else sm_length]) + message,
            tail,
        )
    )


def deliver(sequence: int = 1, message: bytes = b"hello", **fields) -> bytes:
    return unit(0x05, sequence, deliver_body(message, **fields))


def tlv(tag: int, value: bytes) -> bytes:
    return struct.pack(">HH", tag, len(value)) + value
