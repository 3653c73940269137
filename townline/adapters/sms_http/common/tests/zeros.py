"""A large body that costs no memory."""


class Zeros:
    """A body of zeros that is never whole in memory, and remembers the largest piece read."""

    def __init__(self, size: int) -> None:
        self.left, self.largest = size, 0

    def read(self, size: int = -1) -> bytes:
        piece = self.left if size < 0 else min(size, self.left)
        self.left -= piece
        self.largest = max(self.largest, piece)
        return bytes(piece)

    def readline(self, size: int = -1) -> bytes:
        return self.read(size)

    def close(self) -> None: ...
