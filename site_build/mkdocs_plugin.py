"""The one module that knows MkDocs: at each of its events it asks the modules that do the work, and hands on.

It decides little itself: how a build differs from the live preview, and what the settings leave out. MkDocs
loads it through the entry point `edge` in pyproject.toml.
"""

import json
import logging
import os
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin

from jinja2 import Environment, StrictUndefined
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from assessment import observing
from assessment.quiz import bundled_bank
from assessment.styles import STYLES
from site_build import (
    assets,
    browser_bundle,
    counting,
    drawings,
    embed,
    figures,
    images,
    leads,
    offline,
    pages,
    preview,
    redirects,
    search,
    syndication,
    text,
    wheel,
)
from site_build.checks import project
from site_build.errors import Problem
from site_build.kit import codes as kit_codes
from site_build.kit import files as kit_files
from site_build.library import Entry
from site_build.playbooks import files as standard_files
from site_build.playbooks import worked

log = logging.getLogger("mkdocs.plugins.edge")


class EdgePlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Content is validated before MkDocs reads it; pages, templates and assets follow the plan."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember the command: warnings about placeholders matter to a production build only."""
        # MkDocs warns that pages may be stale. Here each is asked whether it is: `preview` knows.
        logging.getLogger("mkdocs.commands.build").addFilter(lambda said: "'dirty' build" not in said.msg)
        self.command = command
        self.preview = preview.Preview()
        # The day that a build may be made for, by the convention of reproducible builds.
        moment = os.environ.get("SOURCE_DATE_EPOCH")
        self.today = datetime.fromtimestamp(int(moment), UTC).date() if moment else date.today()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything; stop here with all problems when something is wrong."""
        self.root = Path(config.config_file_path).parent
        found, loaded, problems = project.read(
            Path(config.config_file_path),
            Path(config.docs_dir),
            self.today,
            files=self.preview.seen,
            told=self.preview.told,
            published=self.command == "build",
        )
        for problem in problems:
            if problem.severity == "warning":
                log.info(str(problem))
        self.problems = [problem for problem in problems if problem.severity == "error"]
        if loaded and found and not self.problems:
            self.settings, self.library = found, loaded
            self.plans = pages.plan(loaded, self.today)
        elif hasattr(self, "plans"):
            # The live preview goes on with the last sound state; its pages name what is wrong with the new.
            log.error(_report(self.problems))
        else:
            raise Abort(_report(self.problems))
        if self.command == "build":
            for problem in self.settings.unset:
                log.info(str(problem))
        counting_by = self.settings.funnel.count
        unused = {"lead.css"} if self.settings.funnel.deliver.adapter == "mail" else set[str]()
        self.assets = assets.collect(
            self.root / "theme", counting_by.adapter if counting_by else None, unused
        )
        try:
            self.engine = browser_bundle.collect(self.root, compress=self.command == "build")
        except browser_bundle.EngineMissing as error:
            raise Abort(str(error)) from error
        self.wheel = wheel.collect(self.root)
        site = syndication.site(
            config.site_name, config.site_url, config.site_description, self.settings.organisation
        )
        self.cards = syndication.draw(
            self.plans.values(), site, self.root, named_only=self.command == "serve"
        )
        try:
            self.kit = kit_files.collect(
                self.library, site.url, site.name, self.root / "theme", self.root / ".cache" / "kit"
            )
        except kit_files.SheetFull as error:
            raise Abort(str(error)) from error
        self.machines = syndication.Syndication(
            site, self.library, self.plans, self.cards, self.settings.values
        )
        self.mark = offline.mark([*self.assets.files, self.engine.worker])
        # Whatever changes among these changes every page.
        theme = self.root / "theme"
        templates = {str(file): file.stat().st_mtime_ns for file in theme.rglob("*.html")}
        config_file = Path(config.config_file_path).read_bytes()
        self.shared = (self.settings, self.library.data, self.mark, templates, config_file)
        self.stale = self.preview.stale(self.plans, self.library, self.shared)
        config.mdx_configs["site_build.blocks"] = {"ctas": pages.calls(self.library, self.plans)}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep planned pages at their addresses; put our assets in the place of the theme's own files."""
        for made in self.plans.values():
            if made.body is not None:
                files.append(File.generated(config, made.source, content=made.body))
        for file in list(files):
            plan = self.plans.get(file.src_uri)
            if plan:
                file.dest_uri = f"{plan.url}index.html"
                file.url = plan.url or "./"
                # `mkdocs serve --dirty` asks each file; by itself it would go by dates alone.
                file.is_modified = partial(self.stale.__contains__, file.src_uri)  # type: ignore[method-assign]
            elif not file.is_media_file() or file.src_dir != config.docs_dir or pages.is_data(file.src_uri):
                files.remove(file)
        pictures = self.cards.files | self.machines.old_cards(self.today)
        for name, path in (self.engine.files | self.engine.compressed | pictures | self.kit).items():
            files.append(File.generated(config, name, abs_src_path=str(path)))
        for name, content in self._made(config.site_url or "").items():
            files.append(File.generated(config, name, content=content))
        return files

    def _made(self, site_url: str) -> dict[str, str | bytes]:
        """The files that no folder holds, by address."""
        serving = self.command == "serve"
        scripts = {
            name: content
            for name, content in self.assets.files.items()
            if serving or preview.SCRIPTS not in name
        }
        said = json.dumps({"problems": [str(problem) for problem in self.problems]})
        taken = {plan.url for plan in self.plans.values()}
        try:
            moved = redirects.collect(self.library, taken, self.assets.names, site_url)
        except redirects.AddressTaken as error:
            raise Abort(str(error)) from error
        standard = standard_files.collect(self.library, site_url) | leads.files(site_url)
        notice = {preview.NOTICE: said} if serving else {}
        schema = {counting.SCHEMA: standard_files.as_json(counting.schema(site_url))}
        return {**scripts, **self.wheel.files, **moved, **standard, **schema, **notice}

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """What every template may use; a name that is not there stops the build."""
        env.undefined = StrictUndefined
        env.bytecode_cache = self.preview.templates
        env.filters["blanks"] = text.blanks
        env.globals |= {
            "organisation": self.settings.organisation,
            "funnel": self.settings.funnel,
            "consents": leads.shown(self.library.data.consent),
            "lead_fields": leads.FIELDS,
            "asset": (self.assets.names | self.engine.names).__getitem__,
            "offline": {"scope": offline.SCOPE, "address": offline.ADDRESS, "mark": self.mark},
            "wheel": self.wheel,
            "bank": bundled_bank(),
            "style_data": STYLES,
            "style_map": drawings.style_map,
            "bars": drawings.bars,
            "figures": figures.collect(),
            "figure_of": figures.figure_of,
            "image_size": lambda source, name: images.size(
                Path(config.docs_dir) / source.removesuffix(".md") / name
            ),
            "style_pages": self.library.styles,
            "pair_pages": self.library.pairs,
            "observing": observing,
            "qr_code": kit_codes.drawing,
            "series_titles": {name: series.title for name, series in self.library.data.series.items()},
            "serving": self.command == "serve",
        }
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill placeholders in, and hand the page's sources to the citations."""
        plan = self.plans[page.file.src_uri]
        sources = plan.context.get("sources", ())
        config.mdx_configs["site_build.citations"] = {
            "sources": [{"id": source.id, "label": source.label} for source in sources]
        }
        config.mdx_configs["site_build.images"] = {"folder": str(Path(page.file.abs_src_path or "").parent)}
        config.mdx_configs["site_build.glossary"] = pages.terms(self.library, plan)
        page.meta["template"] = plan.template
        page.update_date = plan.changed
        if plan.canonical is not None:
            page.canonical_url = urljoin(config.site_url or "", plan.canonical)
        if plan.context["kind"] == "playbook":
            markdown = worked.filled(plan.context["model"], markdown)
        return text.fill(markdown, self.settings.values)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep every text: a page may show that of another."""
        self.preview.texts[page.file.src_uri] = html
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template what the plan holds for this page, and the way to other pages' texts."""
        plan = self.plans[page.file.src_uri]

        def terms_linked(html: str) -> str:
            return pages.terms_linked(self.library, plan, html)

        def embedded(entry: Entry[Any]) -> str:
            return embed.embedded(self.preview.texts[entry.source], entry.url, plan.url)

        return cast(
            TemplateContext,
            {
                **context,
                **plan.context,
                "embedded": embedded,
                "terms_linked": terms_linked,
                "edit": self.settings.edit(plan.edit),
                "head": self.machines.head(plan),
            },
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The search reads what was written, the service worker lists it; the live preview has no worker."""
        for url in self.preview.keep(self.plans, self.library, self.shared):
            (Path(config.site_dir) / url / "index.html").unlink(missing_ok=True)
        site, source = Path(config.site_dir), self.root / "theme" / offline.SOURCE
        # The preview's search knows the pages as they were when it began: reading all of them takes too long.
        if self.command == "build" or not (site / search.ADDRESS).exists():
            for name, content in search.index(site, pages.searched(self.plans)).items():
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                (site / name).write_bytes(content)
        if self.command == "build":
            for name, content in self.machines.files(self.preview.texts).items():
                file = Path(config.site_dir, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            script = offline.service_worker(
                site, source.read_text(encoding="utf-8"), list(self.engine.files), self.mark
            )
            (site / offline.ADDRESS).write_bytes(script)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Leave out of the sitemap what search engines are not told of."""
        listed = [file for file in context["pages"] if syndication.in_sitemap(self.plans[file.src_uri])]
        return cast(TemplateContext, {**context, "pages": listed})


def _report(problems: list[Problem]) -> str:
    lines = "\n".join(str(problem) for problem in problems)
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
    return f"{lines}\n{count}; nothing was built."
