"""The contrast of text with what is really painted behind it, for text whose background axe cannot work out.

Used by the accessibility test; knows no page of the site. The formula is WCAG 2.2's, "contrast ratio".
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

TEXTS = """(selectors) => {
  const own = (element) => [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
  const opacity = (element) => {
    let product = 1;
    for (let at = element; at; at = at.parentElement) product *= Number(getComputedStyle(at).opacity);
    return product;
  };
  const elements = selectors.map((selector) => document.querySelector(selector));
  const texts = elements.map((element, index) => {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const drawn = element.closest("svg");
    const scale = drawn ? element.getScreenCTM().a : 1;
    const large = size * scale >= 24 || (size * scale >= 18.66 && Number(style.fontWeight) >= 700);
    return {
      selector: selectors[index],
      colour: drawn ? style.fill : style.color,
      opacity: opacity(element) * (drawn ? Number(style.fillOpacity) : 1),
      needed: large ? 3 : 4.5,
    };
  });
  // Nothing may lie over a text or cut it off while its background is looked at.
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (["sticky", "fixed"].includes(style.position)) element.dataset.looked = "over";
    else if (["auto", "scroll"].includes(style.overflowX)) element.dataset.looked = "in";
  }
  // The text goes and all else stays, what is painted in `currentcolor` too.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important; }
    svg text, svg text * { fill: transparent !important; stroke: transparent !important; }
    [data-looked="over"] { position: static !important; }
    [data-looked="in"] { overflow: visible !important; }
  `);
  document.adoptedStyleSheets = [sheet];
  const places = (element) => own(element).flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].map(({ x, y, width, height }) => (
      { x: x + scrollX, y: y + scrollY, width, height }
    ));
  });
  const placed = texts.map((text, index) => ({ ...text, places: places(elements[index]) }));
  const all = placed.flatMap(({ places }) => places);
  const x = Math.max(0, Math.floor(Math.min(...all.map((place) => place.x))));
  const y = Math.max(0, Math.floor(Math.min(...all.map((place) => place.y))));
  const width = Math.ceil(Math.max(...all.map((place) => place.x + place.width))) - x;
  const height = Math.ceil(Math.max(...all.map((place) => place.y + place.height))) - y;
  return { texts: placed, part: { x, y, width, height } };
}"""

RESTORE = """() => {
  document.adoptedStyleSheets = [];
  for (const element of document.querySelectorAll("[data-looked]")) delete element.dataset.looked;
}"""

RATIOS = """async ([picture, texts, corner]) => {
  const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const read = { willReadFrequently: true };
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d", read);
  const dot = new OffscreenCanvas(1, 1).getContext("2d", read);
  canvas.drawImage(image, 0, 0);
  const light = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => light(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, two) => {
    const [low, high] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  return texts.map(({ colour, opacity, places }) => {
    dot.clearRect(0, 0, 1, 1);
    dot.fillStyle = colour;
    dot.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = dot.getImageData(0, 0, 1, 1).data;
    const cover = (alpha / 255) * opacity;
    const counts = new Map();
    let pixels = 0;
    for (const { x, y, width, height } of places) {
      const size = [width, height].map((length) => Math.max(1, Math.ceil(length)));
      const { data } = canvas.getImageData(Math.floor(x - corner.x), Math.floor(y - corner.y), ...size);
      for (let at = 0; at < data.length; at += 4) {
        const key = data.slice(at, at + 3).join();
        counts.set(key, (counts.get(key) ?? 0) + 1);
        pixels += 1;
      }
    }
    // A colour on less than a fiftieth of the place is an edge's blur or the end of a line.
    const frequent = [...counts].filter(([, count]) => count >= pixels / 50);
    const behind = frequent.map(([key]) => key.split(",").map(Number));
    const over = (back) => [red, green, blue].map((part, index) => cover * part + (1 - cover) * back[index]);
    return Math.min(...behind.map((back) => ratio(over(back), back)));
  });
}"""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The lowest ratio of a text's colour with one behind it, 1 to 21, and what WCAG 2.2 AA needs."""

    selector: str
    ratio: float
    needed: float


def contrasts(page: Page, selectors: Sequence[str]) -> list[Contrast]:
    """The contrast of the texts that stand in those elements themselves; the page is left as it was."""
    if not selectors:
        return []
    looked: dict[str, Any] = page.evaluate(TEXTS, list(selectors))
    texts, part = looked["texts"], looked["part"]
    picture = page.screenshot(full_page=True, clip=part, animations="disabled")
    page.evaluate(RESTORE)
    scratch = page.context.new_page()
    ratios = scratch.evaluate(RATIOS, [base64.b64encode(picture).decode(), texts, part])
    scratch.close()
    return [
        Contrast(text["selector"], ratio, text["needed"]) for text, ratio in zip(texts, ratios, strict=True)
    ]
