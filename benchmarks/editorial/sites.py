"""Three sites that are built side by side from the same bodies: ours, stock Material, Material's own blog.

Used by builds and live. Each is a folder with a mkdocs.yml.
"""

import re
from pathlib import Path

from benchmarks.editorial.corpus import Made, write
from tests.previewing import copied

STOCK = """\
site_name: Stock
site_url: https://edge.example.com/
theme:
  name: material
  font: false
plugins:
{plugins}
markdown_extensions:
  - attr_list
  - tables
  - smarty
  - toc
validation:
  omitted_files: ignore
"""


def ours(root: Path, folder: Path, made: list[Made]) -> Path:
    """This project with its own content and the articles."""
    copied(root, folder)
    write(made, folder / "content" / "articles")
    return folder


def stock(folder: Path, made: list[Made]) -> Path:
    """Material without any plugin but its search."""
    (folder / "mkdocs.yml").write_text(STOCK.format(plugins="  - search"), encoding="utf-8")
    docs = folder / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Stock\n", encoding="utf-8")
    for one in made:
        page = f"---\ntitle: {one.title}\n---\n\n# {one.title}\n\n{plain(one.body)}"
        (docs / f"{one.slug}.md").write_text(page, encoding="utf-8")
    return folder


def blog(folder: Path, made: list[Made]) -> Path:
    """Material with its blog plugin, each article a post with a category."""
    (folder / "mkdocs.yml").write_text(STOCK.format(plugins="  - search\n  - blog"), encoding="utf-8")
    posts = folder / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Stock\n", encoding="utf-8")
    (posts.parent / "index.md").write_text("# Blog\n", encoding="utf-8")
    for one in made:
        topics = re.search(r"^topics: (.*)$", one.meta, re.MULTILINE)
        head = f"date: {one.date}\ncategories: {topics[1] if topics else '[]'}"
        page = f"---\n{head}\n---\n\n# {one.title}\n\n{plain(one.body)}"
        (posts / f"{one.slug}.md").write_text(page, encoding="utf-8")
    return folder


def plain(body: str) -> str:
    """The body without what only our site knows: the fences of blocks, and links to other pages."""
    body = re.sub(r"^///.*\n?", "", body, flags=re.MULTILINE)
    return re.sub(r"\[([^\]]+)\]\(\.\./[^)]*\)", r"\1", body)
