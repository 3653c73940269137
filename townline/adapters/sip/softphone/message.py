"""Just enough of SIP's form for a telephone on a table."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Message:
    """``start`` is the first line; headers keep their order and may repeat."""

    start: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def get(self, name: str) -> str:
        """Give the first header of this name, "" without one."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def all(self, name: str) -> list[str]:
        """Give every header of this name."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def status(self) -> int:
        """The status of a response; 0 for a request."""
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0 ") else 0

    @property
    def method(self) -> str:
        """What is asked, or answered."""
        return self.get("CSeq").split()[-1] if self.status else self.start.split()[0]

    def __bytes__(self) -> bytes:
        lines = [self.start, *(f"{name}: {value}" for name, value in self.headers)]
        lines.append(f"Content-Length: {len(self.body)}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.body


def read(data: bytes) -> Message:
    """Read what arrived. Raises ValueError for what is no message."""
    head, _, body = data.partition(b"\r\n\r\n")
    start, *lines = head.decode().split("\r\n")
    headers = [
        (name.strip(), value.strip()) for name, _, value in (x.partition(":") for x in lines)
    ]
    return Message(start, [pair for pair in headers if pair[0].lower() != "content-length"], body)


def tag_of(header: str) -> str:
    """Give the tag of a From or To, "" without one."""
    return header.partition(";tag=")[2].partition(";")[0]


def uri_of(header: str) -> str:
    """Give the address in a From, To or Contact."""
    return header.partition("<")[2].partition(">")[0] or header.partition(";")[0].strip()


def user_of(header: str) -> str:
    """Give who is meant by an address: the part before the ``@``."""
    return uri_of(header).partition(":")[2].partition("@")[0]


def reply(request: Message, status: int, words: str = "", tag: str = "") -> Message:
    """Make a response to a request."""
    headers = [
        (n, v) for n, v in request.headers if n.lower() in {"via", "from", "call-id", "cseq"}
    ]
    to = request.get("To")
    headers.append(("To", f"{to};tag={tag}" if tag and not tag_of(to) else to))
    return Message(f"SIP/2.0 {status} {words or 'OK'}", headers)
