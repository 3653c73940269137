"""Prints receipts on printers that speak ESC/POS over TCP (port 9100)."""

from townline.adapters.escpos.drawing import ReceiptLine, draw_receipt
from townline.adapters.escpos.link import Trouble, TroubleKind, Unsure, print_image, ready

__all__ = [
    "ReceiptLine",
    "Trouble",
    "TroubleKind",
    "Unsure",
    "draw_receipt",
    "print_image",
    "ready",
]
