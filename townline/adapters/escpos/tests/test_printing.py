"""Pictures come out dot by dot; what is wrong with a printer is said."""

import socket
import threading

import pytest
from PIL import Image

from townline.adapters.escpos import (
    ReceiptLine,
    Trouble,
    TroubleKind,
    Unsure,
    draw_receipt,
    print_image,
    ready,
)
from townline.adapters.escpos.tests.printer import Printer
from townline.platform.web.showing.fonts import paths

LINES = [
    ReceiptLine("한들구청 1층 민원실"),
    ReceiptLine("여권", 40),
    ReceiptLine("201", 160, bold=True),
]


@pytest.fixture(scope="module")
def receipt():
    return draw_receipt(LINES, "https://line.example/n/t/abc", width=576, fonts=paths())


def test_a_receipt_comes_out_as_it_was_drawn(receipt):
    with Printer() as printer:
        assert ready(printer.address) is None
        assert print_image(printer.address, receipt) is None
        (out,) = printer.receipts
    assert out.tobytes() == receipt.tobytes()
    assert receipt.height > 256  # several slices


def test_long_words_stay_on_the_paper():
    long = draw_receipt(
        [ReceiptLine("가" * 80, 60), ReceiptLine("낱말 " * 30, 60)], "", width=384, fonts=paths()
    )
    columns = [long.getpixel((x, y)) for x in (0, 383) for y in range(long.height)]
    assert long.width == 384
    assert columns.count(0) < long.height // 4  # nothing runs over the edges


@pytest.mark.parametrize(
    ("how", "kind"),
    [({"paper": 0}, TroubleKind.PAPER), ({"cover": True}, TroubleKind.COVER)],
)
def test_a_printer_that_cannot_is_not_sent_anything(receipt, how, kind):
    with Printer(**how) as printer:
        with pytest.raises(Trouble) as raised:
            print_image(printer.address, receipt)
        assert raised.value.kind == kind
        assert printer.receipts == []


def test_paper_that_ends_in_the_middle_is_noticed(receipt):
    with Printer(paper=200) as printer, pytest.raises(Trouble) as raised:
        print_image(printer.address, receipt)
    assert raised.value.kind == TroubleKind.PAPER


def test_paper_that_ends_soon_is_told_and_prints_on(receipt):
    with Printer(low=True) as printer:
        assert print_image(printer.address, receipt) == TroubleKind.LOW
        assert len(printer.receipts) == 1


def test_nobody_there_and_something_else_there_are_trouble(receipt):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(Trouble) as raised:
        print_image(address, receipt)
    assert raised.value.kind == TroubleKind.UNREACHABLE
    with socket.create_server(("127.0.0.1", 0)) as other:
        thread = threading.Thread(target=_greet, args=(other,))
        thread.start()
        with pytest.raises(Trouble) as raised:
            ready(f"127.0.0.1:{other.getsockname()[1]}")
        thread.join()
    assert raised.value.kind == TroubleKind.ERROR


def test_a_printer_that_hangs_up_after_the_receipt_leaves_it_open(receipt):
    with Printer(mute=True) as printer, pytest.raises(Unsure):
        print_image(printer.address, receipt)
    with Printer(paper=0) as printer, pytest.raises(Trouble) as raised:
        print_image(printer.address, receipt)
    assert not isinstance(raised.value, Unsure)


def _greet(server: socket.socket) -> None:
    link, _ = server.accept()
    with link:
        link.sendall(b"220 mail\r\n")
        link.recv(100)


def test_only_black_and_white_of_whole_bytes_is_printed():
    with Printer() as printer, pytest.raises(ValueError, match="multiple of 8"):
        print_image(printer.address, Image.new("1", (9, 9)))
