"""Writing vector tiles: Mapbox Vector Tile specification 2.1, points and lines.

A library does it as well (`mapbox-vector-tile`), and is what the tests read them with; it takes
the geometries of another one, and both would stay in the memory of each web process.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

EXTENT = 4096
_MOVE, _LINE = 1, 2
_POINT_TYPE, _LINE_TYPE = 1, 2

# Whole steps of a tile, to the right and down.
type Steps = Sequence[tuple[int, int]]
type Value = str | int


def varint(number: int) -> bytes:
    """Write a number that is not negative, seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 127:  # noqa: PLR2004 -- seven bits
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _field(number: int, kind: int) -> bytes:
    return varint(number << 3 | kind)


def _bytes(number: int, content: bytes) -> bytes:
    return _field(number, 2) + varint(len(content)) + content


@dataclass(slots=True)
class Layer:
    """One layer of a tile; what many features say is written once."""

    name: str
    _features: list[bytes] = field(default_factory=list)
    _keys: dict[str, int] = field(default_factory=dict)
    _values: dict[Value, int] = field(default_factory=dict)

    def point(self, number: int, at: tuple[int, int], tags: dict[str, Value]) -> None:
        """Add a point under a number."""
        self._add(number, _POINT_TYPE, _commands([[at]]), tags)

    def line(self, number: int, parts: Iterable[Steps], tags: dict[str, Value]) -> None:
        """Add a line of one or more parts; each has two points at least."""
        self._add(number, _LINE_TYPE, _commands(parts), tags)

    def _add(self, number: int, kind: int, geometry: bytes, tags: dict[str, Value]) -> None:
        encoded_tags = b"".join(
            varint(self._keys.setdefault(key, len(self._keys)))
            + varint(self._values.setdefault(value, len(self._values)))
            for key, value in tags.items()
        )
        self._features.append(
            _field(1, 0) + varint(number) + _bytes(2, encoded_tags)
            + _field(3, 0) + varint(kind) + _bytes(4, geometry)
        )  # fmt: skip

    def __bytes__(self) -> bytes:
        values = (_value(value) for value in self._values)
        return b"".join([
            _bytes(1, self.name.encode()),
            *(_bytes(2, feature) for feature in self._features),
            *(_bytes(3, key.encode()) for key in self._keys),
            *(_bytes(4, value) for value in values),
            _field(5, 0) + varint(EXTENT),
            _field(15, 0) + varint(2),
        ])  # fmt: skip

    def __bool__(self) -> bool:
        return bool(self._features)


def _value(value: Value) -> bytes:
    return _bytes(1, value.encode()) if isinstance(value, str) else _field(5, 0) + varint(value)


def _commands(parts: Iterable[Steps]) -> bytes:
    out = bytearray()
    x = y = 0
    for part in parts:
        for at, (right, down) in enumerate(part):
            if at == 0:
                out += varint(1 << 3 | _MOVE)
            elif at == 1:
                out += varint(len(part) - 1 << 3 | _LINE)
            out += varint(_zigzag(right - x)) + varint(_zigzag(down - y))
            x, y = right, down
    return bytes(out)


def tile(layers: Iterable[Layer]) -> bytes:
    """Write a tile; layers without features are left out."""
    return b"".join(_bytes(3, bytes(layer)) for layer in layers if layer)
