"""One connection to one printer: ask whether it can, print, and wait until it has."""

import socket
from enum import StrEnum

from PIL import Image

from townline.adapters.escpos import commands

_PATIENCE = 5.0  # seconds for an answer
_PRINTING = 20.0  # seconds for a receipt: slow ones burn 50 mm a second


class TroubleKind(StrEnum):
    """What is wrong with a printer; ``low`` prints on."""

    PAPER = "paper"
    LOW = "low"
    COVER = "cover"
    ERROR = "error"
    UNREACHABLE = "unreachable"


class Trouble(Exception):
    """The printer did not print."""

    def __init__(self, kind: TroubleKind) -> None:
        super().__init__(kind)
        self.kind = kind


class Unsure(Trouble):
    """The receipt was sent, and the printer said no more: nobody knows whether it came out."""


def ready(address: str) -> TroubleKind | None:
    """Ask how a printer is: None, or ``LOW`` when its paper ends soon. Raises Trouble."""
    try:
        with _connect(address) as link:
            return _state(link)
    except OSError as error:
        raise Trouble(TroubleKind.UNREACHABLE) from error


def print_image(address: str, image: Image.Image) -> TroubleKind | None:
    """Print a picture and cut; returns when it is out, as ``ready`` does.

    Raises Trouble, and Unsure.
    """
    data = commands.INITIALIZE + commands.raster(image) + commands.CUT + commands.DONE
    sent = False
    try:
        with _connect(address) as link:
            state = _state(link)
            link.settimeout(_PRINTING)
            sent = True
            link.sendall(data)
            if commands.ended_without_paper(_byte(link)):
                raise Trouble(TroubleKind.PAPER)
            return state
    except OSError as error:
        raise (Unsure if sent else Trouble)(TroubleKind.UNREACHABLE) from error


def _connect(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE)


def _state(link: socket.socket) -> TroubleKind | None:
    paper = _query_status(link, commands.STATUS_PAPER)
    if not commands.is_paper_status(paper):
        raise Trouble(TroubleKind.ERROR)
    if commands.paper_out(paper):
        raise Trouble(TroubleKind.PAPER)
    if commands.is_offline(_query_status(link, commands.STATUS_PRINTER)):
        why = _query_status(link, commands.STATUS_OFFLINE)
        raise Trouble(TroubleKind.COVER if commands.cover_open(why) else TroubleKind.ERROR)
    return TroubleKind.LOW if commands.paper_low(paper) else None


def _query_status(link: socket.socket, question: bytes) -> int:
    link.sendall(question)
    answer = _byte(link)
    if not commands.is_status(answer):
        # Something else listens there: it must not be sent pictures.
        raise Trouble(TroubleKind.ERROR)
    return answer


def _byte(link: socket.socket) -> int:
    found = link.recv(1)
    if not found:
        raise ConnectionResetError("the printer hung up")
    return found[0]
