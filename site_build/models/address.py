"""Web addresses and hosts of settings: what is wrong with one is said part by part.

Used by the settings of the funnel, of which a page's policy names the hosts; knows no settings.
"""

import re
from typing import Annotated

from pydantic import AfterValidator

from site_build.models.base import Form, unspaced
from site_build.models.problems import shown

LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = rf"{LABEL}(\.{LABEL})*"
PARTS = re.compile(r"https://(?P<host>[^/:?#]*)(:(?P<port>[^/?#]*))?(?P<path>/[^?#]*)?(?P<rest>[?#].*)?")
SIGNS = "[A-Za-z0-9_./~%+-]*"
LONGEST, LAST_PORT = 300, 65_535


def address(text: str) -> str:
    """The address, or ValueError; the message goes on from the key's name."""
    unspaced(text)
    parts = PARTS.fullmatch(text)
    if not parts or len(text) > LONGEST:
        raise ValueError(f"takes a web address such as https://hooks.example.com/lead, not {shown(text)}")
    if rest := parts["rest"]:
        raise ValueError(f"takes an address without a query or fragment: take out {shown(rest)}")
    if not re.fullmatch(HOST, parts["host"]):
        raise ValueError(f"takes an address with a host in lower case, and {shown(parts['host'])} is none")
    port = parts["port"]
    if port is not None and not (re.fullmatch("[1-9][0-9]{0,4}", port) and int(port) <= LAST_PORT):
        raise ValueError(f"takes an address with a port from 1 to {LAST_PORT:,}, not {shown(port)}")
    if not re.fullmatch(SIGNS, parts["path"] or ""):
        raise ValueError(f"takes an address with a path of plain letters, and {shown(parts['path'])} is none")
    return text


Address = Annotated[str, AfterValidator(address)]
Host = Annotated[str, Form(HOST, "the name of a site, such as edge.example.com")]
