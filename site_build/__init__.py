"""Turns `content/` into the site: checks it, plans its pages, and makes all that stands beside them.

  content/**.md --frontmatter.read--> Document --models--> Library --pages.plan--> plans --adapter--> site/
     _data/*.yml ---------------------^
  plans, texts --syndication--> heads and cards, feeds, robots.txt, llms.txt, a Markdown twin of each article
  assessment/bank/v1.toml --quiz.load_bank--> Bank --theme/assessment.html--> the form
  assessment/, ledger/ --browser_bundle--> assessment/engine/: Pyodide with both, in the visitor's worker
  site/**.html --search--> search/: the index, in parts; --links--> every address that leads nowhere
  site/assessment/ --offline--> service-worker.js: keeps that folder for the time without a connection

Imports go one way, from the edges (cli, mkdocs_plugin) down to errors; import-linter holds it.
"""
