"""Prints receipts on printers that speak ESC/POS over TCP (port 9100)."""

from townline.adapters.escpos.drawing import Line, drawn
from townline.adapters.escpos.link import Trouble, TroubleKind, Unsure, print_image, ready

__all__ = ["Line", "Trouble", "TroubleKind", "Unsure", "drawn", "print_image", "ready"]
