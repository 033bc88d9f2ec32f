// What can be seen of the page: which nodes are shown, what clips them, what a hit test reaches.
const frame = document.documentElement;
const width = frame.clientWidth, height = frame.clientHeight;  // without the page's own scrollbars
const left = frame.dir === "rtl" ? innerWidth - width : 0;
const canvas = document.createElement("canvas").getContext("2d");
const up = (node) => node.assignedSlot || (node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode);
const all = [];
const texts = [];
const collect = (root) => {
  for (const node of root.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.data.trim()) texts.push(node);
    } else if (node.nodeType === Node.ELEMENT_NODE && !["SCRIPT", "STYLE", "OPTION", "OPTGROUP", "TEXTAREA"].includes(node.tagName)) {
      all.push(node);
      if (node.shadowRoot) collect(node.shadowRoot);
      if (!(node instanceof SVGElement)) collect(node);
    } else if (node.nodeType === Node.ELEMENT_NODE && node.tagName === "TEXTAREA") all.push(node);
  }
};
collect(document.body);

// Everything answers hit tests while they last.
const sheet = new CSSStyleSheet();
sheet.replaceSync("*{pointer-events:auto!important}");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
for (const node of all) if (node.shadowRoot) node.shadowRoot.adoptedStyleSheets = [...node.shadowRoot.adoptedStyleSheets, sheet];

const styles = new Map();
const style = (node) => {
  if (!styles.has(node)) styles.set(node, getComputedStyle(node));
  return styles.get(node);
};
const opacities = new Map();
const opacity = (node) => {
  if (!(node instanceof Element)) return 1;
  if (!opacities.has(node)) opacities.set(node, Number(style(node).opacity) * opacity(up(node)));
  return opacities.get(node);
};
const shown = (node) => (style(node).display === "contents" ? shown(up(node)) : node.checkVisibility({ visibilityProperty: true }) && opacity(node) > 0.15);
const within = (node, target) => {
  for (; node; node = up(node)) if (node === target) return true;
  return false;
};
const meet = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
const area = (box) => Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
const rectangle = (rect) => [rect.left, rect.top, rect.right, rect.bottom];

// What the overflow of an element's ancestors leaves of the viewport; positioned boxes escape static ancestors.
const clips = new Map();
const inner = (node) => {
  const rect = node.getBoundingClientRect(), css = style(node);
  return [rect.left + parseFloat(css.borderLeftWidth), rect.top + parseFloat(css.borderTopWidth), rect.right - parseFloat(css.borderRightWidth), rect.bottom - parseFloat(css.borderBottomWidth)];
};
const clip = (node) => {
  if (clips.has(node)) return clips.get(node);
  let box = [left, 0, left + width, height];
  let position = style(node).position;
  for (let parent = up(node); parent instanceof Element && parent !== document.body && parent !== document.documentElement; parent = up(parent)) {
    const css = style(parent);
    const contains = css.transform !== "none" || css.filter !== "none" || css.contain.includes("paint");
    if (position === "fixed" && !contains) continue;
    if (position === "absolute" && css.position === "static" && !contains) continue;
    if (css.overflowX !== "visible" || css.overflowY !== "visible") {
      const pane = inner(parent);
      const bars = parent.offsetWidth ? [parent.offsetWidth - parent.clientWidth, parent.offsetHeight - parent.clientHeight] : [0, 0];
      if (bars[0] > 4 + parseFloat(css.borderLeftWidth) + parseFloat(css.borderRightWidth)) pane[css.direction === "rtl" ? 0 : 2] += css.direction === "rtl" ? bars[0] : -bars[0];
      if (css.overflowX === "visible") { pane[0] = -1e6; pane[2] = 1e6; }
      if (css.overflowY === "visible") { pane[1] = -1e6; pane[3] = 1e6; }
      box = meet(box, pane);
    }
    position = css.position;
  }
  clips.set(node, box);
  return box;
};

const topmost = (x, y) => {
  let hit = document.elementFromPoint(x, y);
  while (hit && hit.shadowRoot) {
    const deeper = hit.shadowRoot.elementFromPoint(x, y);
    if (!deeper || deeper === hit) break;
    hit = deeper;
  }
  return hit;
};
const stack = (x, y, root) => root.elementsFromPoint(x, y).filter((node) => node.getRootNode() === root)
  .flatMap((node) => (node.shadowRoot ? [...stack(x, y, node.shadowRoot), node] : [node]));
const unpainted = (node) => {
  if (opacity(node) < 0.05) return true;
  const css = style(node);
  if (/^(IMG|SVG|INPUT|SELECT|TEXTAREA|CANVAS|VIDEO|PROGRESS)$/i.test(node.tagName) || node instanceof SVGElement) return false;
  if (css.backgroundImage !== "none" || !/^(transparent|rgba\(.*, 0\))$/.test(css.backgroundColor)) return false;
  return ![...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
};
// 1 reached, 0 covered, -1 dimmed by a veil.
const reach = (x, y, target) => {
  const first = topmost(x, y);
  if (!first) return 0;
  if (within(first, target) || (first.control && first.control === target)) return 1;
  if (first.hasAttribute("dim")) return -1;
  if (within(target, first)) return 0;
  for (const node of stack(x, y, document)) {
    if (within(node, target)) return 1;
    if (within(target, node) || !unpainted(node)) return 0;
  }
  return 0;
};
const ACROSS = [0.12, 0.5, 0.88], DOWN = [0.15, 0.5, 0.85];
// [places of nine that reach the target, places under a veil, the box without the sides that something covers].
const hits = (box, target) => {
  const wide = box[2] - box[0], high = box[3] - box[1];
  const answers = DOWN.map((down) => ACROSS.map((across) => reach(box[0] + wide * across, box[1] + high * down, target)));
  const flat = answers.flat(), bare = [...box];
  const column = (at) => answers.some((row) => row[at] !== 0), row = (at) => answers[at].some((one) => one !== 0);
  const edge = (inside, outside, at) => {
    for (let step = 0; step < 8; step++) {
      const middle = (inside + outside) / 2;
      if (at(middle)) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  const across = (x) => DOWN.some((down) => reach(x, box[1] + high * down, target) !== 0);
  const down = (y) => ACROSS.some((share) => reach(box[0] + wide * share, y, target) !== 0);
  if (column(1) && !column(0)) bare[0] = edge(box[0] + wide * 0.5, box[0] + wide * 0.12, across);
  if (column(1) && !column(2)) bare[2] = edge(box[0] + wide * 0.5, box[0] + wide * 0.88, across);
  if (row(1) && !row(0)) bare[1] = edge(box[1] + high * 0.5, box[1] + high * 0.15, down);
  if (row(1) && !row(2)) bare[3] = edge(box[1] + high * 0.5, box[1] + high * 0.85, down);
  return [flat.filter((one) => one > 0).length, flat.filter((one) => one < 0).length, bare];
};

