"""The passkey test as a picture: SVG, written as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from quantize.long_context import Passkey

# Pixels
_CELL_WIDTH, _CELL_HEIGHT = 72, 34
_LEFT, _TOP, _GAP, _BOTTOM = 70, 64, 40, 40
_LIGHT, _DARK = (247, 251, 255), (8, 81, 156)  # red, green, blue of probability 0 and 1


def write_heat_map(path: Path, title: str, passkeys: Sequence[Passkey]) -> None:
    """Write one panel for each cache type: lengths from left to right, depths from top to bottom.

    A cell's colour and number are the probability of the key's digits; a tick stands where every key was found.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_text(heat_map(title, passkeys), "utf-8")


def heat_map(title: str, passkeys: Sequence[Passkey]) -> str:
    """The picture as SVG text."""
    kv_types = list(dict.fromkeys(passkey.kv_type for passkey in passkeys))
    lengths = sorted({passkey.length for passkey in passkeys})
    depths = sorted({passkey.depth for passkey in passkeys})
    panel = len(lengths) * _CELL_WIDTH + _GAP
    width = _LEFT + len(kv_types) * panel
    height = _TOP + len(depths) * _CELL_HEIGHT + _BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" '
        f'font-size="12" text-anchor="middle">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<text x="8" y="20" font-size="14" text-anchor="start">{escape(title)}</text>',
        *(
            _text(_LEFT - 6, _TOP + (row + 0.62) * _CELL_HEIGHT, f"{depth:.0%}", ' text-anchor="end"')
            for row, depth in enumerate(depths)
        ),
    ]
    for i, kv_type in enumerate(kv_types):
        x = _LEFT + i * panel
        parts.append(_text(x + (panel - _GAP) / 2, _TOP - 24, f"{kv_type} cache", ' font-weight="bold"'))
        for column, length in enumerate(lengths):
            parts.append(_text(x + (column + 0.5) * _CELL_WIDTH, _TOP - 7, f"{length:,}"))
        for passkey in passkeys:
            if passkey.kv_type == kv_type:
                left = x + lengths.index(passkey.length) * _CELL_WIDTH
                parts += _cell(passkey, left, _TOP + depths.index(passkey.depth) * _CELL_HEIGHT)
    caption = "Across: tokens. Down: depth of the key. Numbers: probability of its digits; ✓: every key found."
    parts += [f'<text x="8" y="{height - 14}" text-anchor="start">{caption}</text>', "</svg>"]
    return "\n".join(parts) + "\n"


def _cell(passkey: Passkey, x: float, y: float) -> Iterator[str]:
    value = passkey.probability
    colour = ",".join(str(round(a + (b - a) * value)) for a, b in zip(_LIGHT, _DARK, strict=True))
    yield (f'<rect x="{x}" y="{y}" width="{_CELL_WIDTH}" height="{_CELL_HEIGHT}" fill="rgb({colour})" stroke="white"/>')
    tick = " ✓" if passkey.found == 1 else ""
    ink = ' fill="white"' if value > 0.5 else ""
    yield _text(x + _CELL_WIDTH / 2, y + 0.62 * _CELL_HEIGHT, f"{value:.0%}{tick}", ink)


def _text(x: float, y: float, text: str, attributes: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}"{attributes}>{escape(text)}</text>'
