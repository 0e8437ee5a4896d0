"""The live preview's memory: which pages have to be made anew after a change, and which stand as they are.

Called by the MkDocs adapter while it serves; knows no MkDocs, and writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2.bccache import Bucket, BytecodeCache

from site_build import checks
from site_build.library import Library, Seen
from site_build.pages import PagePlan

ALONE = {"article.html", "playbook.html"}
"""The templates of pages that show what their plan gives them alone; others show styles and pairs too."""
SCRIPTS = "/components/preview-notice/"
"""The folder of the script that shows it; no published site has that."""
NOTICE = "preview.json"
"""The file in which open pages read what is wrong with the content."""


class Templates(BytecodeCache):
    """Keeps compiled templates from one build to the next; jinja2 compares their sources by itself."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called before a template is compiled."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called once it is."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


@dataclass(slots=True)
class Preview:
    """What the last build was made of.

    `seen` and `told` are the memories of the library and of the checks; `shared` what every page shows or
    depends on, compared as it is.
    """

    seen: Seen = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    told: checks.Seen = field(default_factory=checks.Seen)
    templates: Templates = field(default_factory=Templates)
    _shared: object = None
    _beside: object = None
    _plans: Mapping[str, PagePlan] = field(default_factory=dict)

    def stale(self, plans: Mapping[str, PagePlan], library: Library, shared: object) -> set[str]:
        """The sources of the pages to make anew. All of them until `keep` has been called once."""
        if shared != self._shared:
            return set(plans)
        beside = _beside(library) != self._beside
        return {
            source
            for source, plan in plans.items()
            if (beside and plan.template not in ALONE) or plan != self._plans.get(source)
        }

    def keep(self, plans: Mapping[str, PagePlan], library: Library, shared: object) -> set[str]:
        """Remember what a build was made of, once it has ended well; the addresses that are no more."""
        gone = {plan.url for plan in self._plans.values()} - {plan.url for plan in plans.values()}
        self._plans, self._shared = plans, shared
        self._beside = _beside(library)
        return gone


def _beside(library: Library) -> object:
    """Styles and pairs with their texts, which other pages show."""
    return [(entry, entry.document.body) for entry in (*library.styles, *library.pairs)]
