"""Sites whose demo form goes to a service, one build a service, by the name of its way out.

The site itself is as any build makes it: the browser finds the services at the stand-in.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.standin import basin, formspree, hubspot, web3forms
from tests.standin.netlify import HOST

CAL, CALENDLY = "https://cal.com/edge/demo", "https://calendly.com/edge/demo"
FUNNELS: dict[str, dict[str, Any]] = {
    "webhook": {
        "deliver": {"adapter": "webhook", "url": "https://hooks.example.com/lead"},
        "booking": {"provider": "calcom", "link": CAL},
        "phone": "+49 30 1234567",
    },
    "simple": {
        "deliver": {"adapter": "webhook", "url": "https://hooks.example.com/lead", "simple": True},
        "booking": {"provider": "calendly", "link": CALENDLY, "answers": {"a1": "company", "a2": "role"}},
    },
    "hubspot": {
        "deliver": {
            "adapter": "hubspot",
            "portal": hubspot.PORTAL,
            "form": hubspot.FORM,
            "subscription": 999,
        }
    },
    "formspree": {"deliver": {"adapter": "formspree", "form": formspree.ID}},
    "netlify": {"deliver": {"adapter": "netlify"}},
    "web3forms": {"deliver": {"adapter": "web3forms", "key": web3forms.KEY}},
    "basin": {"deliver": {"adapter": "basin", "form": basin.ID}},
}
"""The block `extra.funnel` of each site, by the name of its way out. Two have a booking page too."""
WAYS = list(FUNNELS)
OWN = {"webhook", "simple"}
"""Receivers of one's own: they have the envelope as it is."""
IDEMPOTENT = {"webhook"}
"""Where a lead may be sent a second time, because its receiver takes it once."""
SERVERS = {
    "webhook": "hooks.example.com",
    "simple": "hooks.example.com",
    "hubspot": "api.hsforms.com",
    "formspree": "formspree.io",
    "netlify": HOST,
    "web3forms": "api.web3forms.com",
    "basin": "usebasin.com",
}


def build(way: str, folder: Path) -> Path:
    """The site with that way out, built below `folder` from the real sources with other settings."""
    project = folder / "project"
    project.mkdir()
    names = (
        "assessment",
        "content",
        "ledger",
        "theme",
        "site_build",
        "node_modules",
        ".cache",
        "pyproject.toml",
    )
    for name in names:
        (project / name).symlink_to(ROOT / name)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    old = "    deliver: {adapter: mail}\n"
    assert text.count(old) == 1, "mkdocs.yml has no place for the funnel"
    new = "".join(f"    {name}: {json.dumps(part)}\n" for name, part in FUNNELS[way].items())
    (project / "mkdocs.yml").write_text(text.replace(old, new), encoding="utf-8")
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, cwd=project, check=True, env=environment)
    return site
