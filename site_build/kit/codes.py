"""An address as a QR code, as SVG and as PNG: error level M, four modules of quiet zone, black on white."""

import io

import segno

QUIET = 4
"""Modules of white around the code, which readers need."""
PIXELS = 10
"""Pixels of the PNG for one module."""


def svg(address: str) -> bytes:
    """The code as a drawing without a size of its own."""
    out = io.BytesIO()
    _code(address).save(
        out, kind="svg", border=QUIET, dark="#000", light="#fff", xmldecl=False, omitsize=True, nl=False
    )
    return out.getvalue()


def drawing(address: str) -> str:
    """The code as SVG that can stand in a page."""
    out = io.BytesIO()
    _code(address).save(
        out,
        kind="svg",
        border=QUIET,
        dark="#000",
        light="#fff",
        xmldecl=False,
        omitsize=True,
        nl=False,
        svgns=False,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue().decode()


def png(address: str) -> bytes:
    """The code as a picture of two colours."""
    out = io.BytesIO()
    _code(address).save(out, kind="png", border=QUIET, scale=PIXELS)
    return out.getvalue()


def _code(address: str) -> segno.QRCode:
    # Not a better level where there is room: the same level everywhere, as the documents say.
    return segno.make_qr(address, error="m", boost_error=False)
