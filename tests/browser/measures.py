"""What can be measured of a page's layout, as scripts: sideways scroll, text cut off, small targets, shifts.

Used by the layout tests; each script is a function for `page.evaluate` and gives JSON. Knows no page of ours.
"""

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""The text spacing that a visitor may set (WCAG 2.2, 1.4.12)."""

SET_STYLE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = text ? [sheet] : [];
}"""
"""Puts a visitor's own style over the page's, which its policy allows. The empty text takes it away."""

SIDEWAYS = """() => {
  const root = document.documentElement;
  return Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
}"""
"""By how many pixels the page is wider than the window."""

CUT_OFF = """() => {
  const found = [];
  const name = ({ localName, id, classList }) =>
    localName === "body" ? "the page" : [localName + (id && `#${id}`), ...classList].join(".");
  // What shows where a box ends, or ends the text there: a text may leave any other box, as margin notes do.
  const ends = (element, { overflowX, backgroundColor, borderLeftWidth, borderRightWidth }) =>
    element === document.body || overflowX !== "visible" || borderLeftWidth !== "0px" ||
    borderRightWidth !== "0px" || !["rgba(0, 0, 0, 0)", "transparent"].includes(backgroundColor);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.parentElement;
    if (!node.data.trim() || !start.checkVisibility() || start.closest(".visually-hidden, .skip")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    let floats = false;
    for (let at = start; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      // A table that scrolls in a frame of its own is read by scrolling it.
      if (["auto", "scroll"].includes(style.overflowX)) break;
      if (["inline", "contents"].includes(style.display) || !ends(at, style)) continue;
      // A note with a ground of its own lies over other boxes: only what hides what leaves it can cut it off.
      if (floats && at !== document.body && style.overflowX === "visible") continue;
      floats ||= style.position === "absolute" && style.backgroundColor !== "rgba(0, 0, 0, 0)";
      const box = at.getBoundingClientRect();
      const by = Math.ceil(Math.max(box.left - left, right - box.right));
      if (by > 1) {
        found.push(`"${node.data.trim().slice(0, 40)}" leaves ${name(at)} by ${by} px`);
        break;
      }
    }
  }
  return found;
}"""
"""Every text that leaves, sideways, a box that cuts it off or shows its end: a frame, a ground, the page."""

TARGETS = """([selectors, height, width]) => {
  const small = [];
  for (const target of document.querySelectorAll(selectors)) {
    if (!target.checkVisibility()) continue;
    const box = target.getBoundingClientRect();
    // Half a pixel is what rounding to the device's pixels takes.
    if (box.height > height - 0.5 && box.width > width - 0.5) continue;
    const name = [target.localName, ...target.classList].join(".");
    const size = `${box.width.toFixed(1)} by ${box.height.toFixed(1)}`;
    small.push(`${name} "${target.textContent.trim().slice(0, 30)}" is ${size}`);
  }
  return small;
}"""
"""Given selectors, a height and a width in pixels: every shown target that is smaller."""

SHIFTS = """() => new Promise((resolve) => {
  const name = ({ node }) => node?.nodeName + (node?.classList?.length ? `.${node.classList[0]}` : "");
  const shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) shifts.push({ value, moved: sources.map(name).join(", ") });
    }
  }).observe({ type: "layout-shift", buffered: true });
  // What the browser has noted already is told in a task of its own.
  document.fonts.ready.then(() => setTimeout(() => resolve(shifts), 100));
})"""
"""Every layout shift since the page was opened that no visitor caused: its value and what moved."""

DIFFERENCE = """async (pictures) => {
  const [one, two] = await Promise.all(pictures.map(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    return canvas.getImageData(0, 0, image.width, image.height).data;
  }));
  const grey = (data, at) => 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
  let differing = 0;
  for (let at = 0; at < one.length; at += 4) differing += Math.abs(grey(one, at) - grey(two, at)) > 32;
  return differing / (one.length / 4);
}"""
"""The share of pixels, 0 to 1, in which two pictures of one size differ for somebody who sees no colour."""
