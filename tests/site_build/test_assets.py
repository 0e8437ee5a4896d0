"""The assets: names that change with the content and only then, and a style sheet that finds its fonts."""

import os
import re
import shutil
from pathlib import Path

import pytest

from site_build import assets
from tests.site_build.copies import ROOT


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A small theme with one file of each kind, two components and two scripts."""
    comment = "/* a comment\n   over lines */\n"
    texts = {
        "styles/tokens.css": f"{comment}@layer tokens;\n{comment}:root {{\n  --ink: #111;\n}}\n",
        "styles/base.css": '@font-face {\n  src: url("fonts/text.woff2");\n}\n',
        "styles/layout.css": "main { display: grid; }\n",
        "styles/prose.css": "p { margin: 0; }\n",
        "styles/print.css": "@media print { nav { display: none; } }\n",
        "components/zone/zone.css": ".zone { color: red; }\n",
        "components/zone/favicon.svg": "<svg/>",
        "components/zone/zone.js": 'import "../quiz/quiz.js";\n',
        "components/quiz/quiz.css": ".quiz { color: blue; }\n",
        "components/quiz/quiz.js": "export {};\n",
        "components/quiz/quiz.html": "<p>no asset</p>\n",
        "components/quiz/quiz-worker.js": "// no script of a page\n",
        "fonts/text.woff2": "font",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_asset_has_a_name_and_bytes(theme: Path) -> None:
    """Fonts, favicon, the one style sheet and each script have an address below assets/; nothing else."""
    found = assets.collect(theme)
    assert set(found.names) == {
        "fonts/text.woff2",
        "favicon.svg",
        "article.css",
        "home.css",
        "kit.css",
        "pairs.css",
        "lead.css",
        "owners.css",
        "site.css",
        "standard.css",
        "tour.css",
        "components/zone/zone.js",
        "components/quiz/quiz.js",
    }
    assert set(found.names.values()) == set(found.files)
    assert found.files[found.names["fonts/text.woff2"]] == b"font"
    assert re.fullmatch(r"assets/text\.[0-9a-f]{10}\.woff2", found.names["fonts/text.woff2"])
    assert re.fullmatch(r"assets/site\.[0-9a-f]{10}\.css", found.names["site.css"])


def test_scripts_share_a_folder(theme: Path) -> None:
    """Scripts import each other by relative path, so they keep their own names below one folder."""
    found = assets.collect(theme)
    zone, quiz = found.names["components/zone/zone.js"], found.names["components/quiz/quiz.js"]
    assert re.fullmatch(r"assets/[0-9a-f]{10}/components/zone/zone\.js", zone)
    assert zone.removesuffix("components/zone/zone.js") == quiz.removesuffix("components/quiz/quiz.js")


def test_scripts_lose_their_comments_and_nothing_else(theme: Path) -> None:
    """Comments and indentation go; strings, templates and expressions that look like comments stay."""
    script = theme / "components" / "quiz" / "quiz.js"
    script.write_text(
        """/** What it is. */
export function quiz(text) {
  // Why.
  const pattern = /[/*]"/;
  return `// ${text ? "/* no comment */" : 'https://'}`.replace(pattern, '');
}
""",
        encoding="utf-8",
    )
    found = assets.collect(theme)
    served = found.files[found.names["components/quiz/quiz.js"]].decode()
    assert "What it is" not in served
    assert "Why" not in served
    for kept in ('/[/*]"/', """`// ${text ? "/* no comment */" : 'https://'}`"""):
        assert kept in served


def test_nested_template_is_refused(theme: Path) -> None:
    """A template literal within another would be damaged, so it stops the build at its line."""
    (theme / "components" / "quiz" / "quiz.js").write_text(
        "let a;\nlet b = `${a ? `//` : 1}`;\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"quiz\.js:2: a template literal within another"):
        assets.collect(theme)


def test_style_sheet_is_joined_in_order(theme: Path) -> None:
    """Layers stand in their order with the components before print, without comments or indentation."""
    sheet = assets.style_sheets(theme)["site.css"]
    order = [
        sheet.index(word)
        for word in ("@layer tokens", "@font-face", "main", "p {", ".quiz", ".zone", "@media")
    ]
    assert order == sorted(order)
    assert "/*" not in sheet
    assert "\n " not in sheet
    assert sheet.startswith("@layer tokens;\n:root {\n--ink: #111;\n}\n")


def test_style_sheet_finds_its_fonts(theme: Path) -> None:
    """A font's address in the sheet is the font's name beside the sheet."""
    found = assets.collect(theme)
    sheet = found.files[found.names["site.css"]].decode()
    font = found.names["fonts/text.woff2"].removeprefix("assets/")
    assert f'src: url("{font}");' in sheet
    assert "fonts/" not in sheet


@pytest.mark.parametrize(
    ("file", "changed"),
    [
        ("styles/prose.css", {"site.css"}),
        ("components/zone/zone.css", {"site.css"}),
        ("fonts/text.woff2", {"site.css", "fonts/text.woff2"}),
        ("components/zone/favicon.svg", {"favicon.svg"}),
        ("components/quiz/quiz.js", {"components/zone/zone.js", "components/quiz/quiz.js"}),
        ("components/quiz/quiz.html", set()),
    ],
)
def test_names_change_with_the_content(theme: Path, file: str, changed: set[str]) -> None:
    """A changed file changes its own name and the names of what holds it, and no other."""
    before = assets.collect(theme).names
    path = theme / file
    path.write_bytes(path.read_bytes() + b" ")
    if path.suffix == ".css":
        path.write_bytes(path.read_bytes() + b"a { b: c; }")
    if path.suffix == ".js":
        path.write_bytes(path.read_bytes() + b"export const more = 1;")
    after = assets.collect(theme).names
    assert {name for name in before if before[name] != after[name]} == changed


def test_names_change_with_the_content_only(
    theme: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another folder, another time and another order of the files give the same names and bytes."""
    other = tmp_path_factory.mktemp("other") / "theme"
    for file in sorted(theme.rglob("*.*"), reverse=True):
        target = other / file.relative_to(theme)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        os.utime(target, (0, 0))
    before = assets.collect(theme)
    listed = Path.glob
    monkeypatch.setattr(Path, "glob", lambda path, pattern: reversed(list(listed(path, pattern))))
    assert assets.collect(other) == before


def test_renamed_script_changes_the_folder(theme: Path) -> None:
    """A script under another name is another set of scripts, even when no byte of any has changed."""
    before = assets.collect(theme).names["components/quiz/quiz.js"]
    (theme / "components" / "zone" / "zone.js").rename(theme / "components" / "zone" / "area.js")
    assert assets.collect(theme).names["components/quiz/quiz.js"] != before


def test_digest_tells_the_parts_apart() -> None:
    """The same bytes cut elsewhere have another digest."""
    assert assets.digest(b"ab", b"c") != assets.digest(b"a", b"bc")
    assert assets.digest(b"ab", b"c") == assets.digest(b"ab", b"c")


def test_assets_of_the_project_are_complete() -> None:
    """In the project's own style sheet every font is one of the files, and nothing is on another host."""
    found = assets.collect(ROOT / "theme")
    sheet = found.files[found.names["site.css"]].decode()
    fonts = re.findall(r'url\("?([^")]+\.woff2)"?\)', sheet)
    assert fonts
    assert {f"assets/{font}" for font in fonts} <= set(found.files)
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", sheet)
