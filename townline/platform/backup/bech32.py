"""Bech32 (BIP 173), in which age writes its keys."""

_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_POLYNOMIAL = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK = 6


def encode(prefix: str, data: bytes) -> str:
    """Write bytes under a prefix in small letters."""
    fives = _fives(data)
    spread = [*(ord(sign) >> 5 for sign in prefix), 0, *(ord(sign) & 31 for sign in prefix)]
    sum_ = _sum([*spread, *fives, *[0] * _CHECK]) ^ 1
    check = [(sum_ >> 5 * (_CHECK - 1 - n)) & 31 for n in range(_CHECK)]
    return f"{prefix}1{''.join(_SIGNS[five] for five in (*fives, *check))}"


def _fives(data: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]


def _sum(values: list[int]) -> int:
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for n, part in enumerate(_POLYNOMIAL):
            sum_ ^= part if top >> n & 1 else 0
    return sum_
