"""The addresses of a style's page that the kit hands out, and the files beside each kit page.

All of them are below the site's root. They say by UTM which channel they went through, and name nobody.
Counted are all of them as `sales`, but for the code, which is `qr`: count.js knows `SOURCE`.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

SOURCE = "kit"
FOLDER = "kit/"
CHANNELS = {
    "email": "Mail",
    "linkedin": "LinkedIn",
    "sms": "Text message",
    "qr": "QR code",
    "pdf": "The sheet on paper",
}
"""What `utm_medium` says, with the channel's name."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, and the address of the style's page for it."""

    id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Files:
    """The addresses of the files of one kit page."""

    svg: str
    png: str
    a4: str
    letter: str


def tagged(page: str, slug: str, medium: str) -> str:
    """The address of `page` for a channel; `slug` names the style, which is the campaign."""
    query = {"utm_source": SOURCE, "utm_medium": medium, "utm_campaign": slug}
    return f"{page}?{urlencode(query)}"


def channels(page: str, slug: str) -> dict[str, Channel]:
    """Every channel by its id."""
    return {id_: Channel(id_, name, tagged(page, slug, id_)) for id_, name in CHANNELS.items()}


def files(slug: str) -> Files:
    """The files of a style's kit page."""
    folder = f"{FOLDER}{slug}/"
    return Files(f"{folder}qr.svg", f"{folder}qr.png", f"{folder}{slug}.pdf", f"{folder}{slug}-letter.pdf")
