"""Makes a screenshot small: 256 colours are plenty for pages, and a browser is at hand."""

import base64
import struct
import zlib

from playwright.sync_api import Browser

# The most frequent colours stay exact; the rest, edges of letters, take the nearest of them.
_TO_PALETTE = """async (png) => {
  const file = await fetch("data:image/png;base64," + png);
  const bitmap = await createImageBitmap(await file.blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  const colours = new Uint32Array(pixels.length / 4), counts = new Map();
  for (let i = 0; i < colours.length; i++) {
    const colour = (pixels[4 * i] << 16) | (pixels[4 * i + 1] << 8) | pixels[4 * i + 2];
    colours[i] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([colour]) => colour);
  const places = new Map();
  const apart = (a, b, by) => (((a >> by) & 255) - ((b >> by) & 255)) ** 2;
  for (const colour of counts.keys()) {
    let best = 0, least = Infinity;
    palette.forEach((one, place) => {
      const far = apart(one, colour, 16) + apart(one, colour, 8) + apart(one, colour, 0);
      if (far < least) [best, least] = [place, far];
    });
    places.set(colour, String.fromCharCode(best));
  }
  const rows = [];
  for (let y = 0; y < bitmap.height; y++) {
    let row = "";
    for (let x = 0; x < bitmap.width; x++) row += places.get(colours[y * bitmap.width + x]);
    rows.push(btoa(row));
  }
  return { width: bitmap.width, height: bitmap.height, palette, rows };
}"""


def smaller(browser: Browser, png: bytes) -> bytes:
    """Give the same picture as a PNG with a palette."""
    page = browser.new_page()
    drawing = page.evaluate(_TO_PALETTE, base64.b64encode(png).decode())
    page.close()
    rows = b"".join(b"\0" + base64.b64decode(row) for row in drawing["rows"])
    palette = b"".join(colour.to_bytes(3) for colour in drawing["palette"])
    head = struct.pack(">IIBBBBB", drawing["width"], drawing["height"], 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", head),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
