// The truth of the page: elements, text lines and doubtful places, in CSS pixels of the viewport.
// Templates say a control's role in the attribute `r`; `in` names the inner part that is its box (a selector, through
// the open shadow root) or a pseudo-element ("::before"); `s` lists states; `dim` marks a veil over the page.
const elements = [], lines = [], ignore = [];
const judge = (box, target, bounds) => {
  const visible = meet(box, bounds || clip(target));
  if (area(visible) <= 0) return null;
  const [reached, dimmed, bare] = hits(visible, target);
  if (reached >= 6 && area(bare) >= 0.6 * area(box)) return bare;
  if (reached + dimmed > 0) ignore.push(bare);
  return null;
};

const active = (() => {
  let node = document.activeElement;
  while (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  return node;
})();
const inferred = (node) => {
  switch (node.tagName) {
    case "BUTTON": return node.innerText.trim() ? "button" : "icon_button";
    case "SELECT": return node.size > 1 || node.multiple ? "" : "dropdown";
    case "TEXTAREA": return "text_area";
    case "IMG": return "image";
    case "PROGRESS": return "progress";
    case "TR": return "row";
    case "TD": return "cell";
    case "TH": return "header";
    case "INPUT":
      return { checkbox: "checkbox", radio: "radio", range: "slider", number: "spinner", submit: "button", button: "button", reset: "button", hidden: "" }[node.type] ?? "text_field";
  }
  return node.tagName.toLowerCase() === "svg" ? "image" : "";
};
const named = (node) => {
  const label = node.getAttribute("aria-label") || (node.labels && node.labels[0] && node.labels[0].innerText) || node.getAttribute("title") || node.getAttribute("alt") || node.getAttribute("placeholder") || "";
  return (label || (node.tagName === "SELECT" ? "" : node.innerText) || "").replace(/\s+/g, " ").trim().slice(0, 200);
};
const ink = (svg) => {
  let box = null;
  for (const shape of svg.querySelectorAll("path,circle,rect,line,polyline,polygon,ellipse,use,text")) {
    const css = getComputedStyle(shape);
    if ((css.fill === "none" && css.stroke === "none") || shape.closest("defs,clipPath,mask") || css.display === "none") continue;
    const own = shape.getBBox(), matrix = shape.getScreenCTM();
    if (!matrix) continue;
    const half = css.stroke === "none" ? 0 : parseFloat(css.strokeWidth) / 2;
    const from = new DOMPoint(own.x - half, own.y - half).matrixTransform(matrix), to = new DOMPoint(own.x + own.width + half, own.y + own.height + half).matrixTransform(matrix);
    const one = [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y)];
    box = box ? [Math.min(box[0], one[0]), Math.min(box[1], one[1]), Math.max(box[2], one[2]), Math.max(box[3], one[3])] : one;
  }
  return box && meet(box, rectangle(svg.getBoundingClientRect()));
};
const pseudo = (node, which) => {
  const css = getComputedStyle(node, which), rect = node.getBoundingClientRect(), own = style(node);
  const number = (value) => parseFloat(value) || 0;
  const full = (size, ...extras) => number(size) + (css.boxSizing === "border-box" ? 0 : extras.reduce((sum, one) => sum + number(one), 0));
  const wide = full(css.width, css.paddingLeft, css.paddingRight, css.borderLeftWidth, css.borderRightWidth);
  const high = full(css.height, css.paddingTop, css.paddingBottom, css.borderTopWidth, css.borderBottomWidth);
  const left = rect.left + number(own.borderLeftWidth) + (css.position === "absolute" ? number(css.left) : number(own.paddingLeft)) + number(css.marginLeft);
  const top = rect.top + number(own.borderTopWidth) + (css.position === "absolute" ? number(css.top) : number(own.paddingTop)) + number(css.marginTop);
  return [left, top, left + wide, top + high];
};

for (const node of all) {
  const css = style(node);
  const bars = [];
  if (node !== document.body && /auto|scroll/.test(css.overflowY + css.overflowX) && shown(node) && node.clientWidth) {
    const pane = inner(node);
    const side = pane[2] - pane[0] - node.clientWidth, foot = pane[3] - pane[1] - node.clientHeight;
    if (side >= 5) bars.push(css.direction === "rtl" ? [pane[0], pane[1], pane[0] + side, pane[3] - Math.max(0, foot)] : [pane[2] - side, pane[1], pane[2], pane[3] - Math.max(0, foot)]);
    if (foot >= 5) bars.push([pane[0], pane[3] - foot, pane[2] - Math.max(0, side), pane[3]]);
  }
  for (const bar of bars) {
    const visible = judge(bar, node);
    if (visible) elements.push({ box: visible, role: "scrollbar", state: [], text: "" });
  }
  const role = node.hasAttribute("r") ? node.getAttribute("r") : node.getRootNode() === document ? inferred(node) : "";
  if (!role || role === "-" || !shown(node)) continue;
  if (role === "image" && node instanceof SVGElement && node.ownerSVGElement) continue;
  let target = node, boxes;
  const part = node.getAttribute("in");
  const [selector, drawn] = (part || "").split("::");
  const find = (from, one) => from && ((from.shadowRoot && from.shadowRoot.querySelector(one)) || from.querySelector(one));
  if (selector) target = selector.split(" >>> ").reduce(find, node);
  if (!target) continue;
  if (drawn) boxes = [pseudo(target, "::" + drawn)];
  else {
    if (target.tagName.toLowerCase() === "svg") boxes = [ink(target)].filter(Boolean);
    else if (role === "link" && style(target).display === "inline") boxes = [...target.getClientRects()].map(rectangle);
    else boxes = [rectangle(target.getBoundingClientRect())];
  }
  const state = new Set((node.getAttribute("s") || "").split(" ").filter(Boolean));
  const control = node.matches("input") ? node : node.querySelector("input") || node;
  if (["checkbox", "radio", "switch"].includes(role) && control.checked) state.add("checked");
  if (control.matches(":disabled") || control.disabled === true || node.getAttribute("aria-disabled") === "true") state.add("disabled");
  if (active && active !== document.body && within(active, node) && !["list_item", "dialog", "window", "toolbar", "menu", "row", "cell", "image"].includes(role)) state.add("focused");
  if (node.type === "password") state.add("secret");
  for (const box of boxes) {
    if (box[2] - box[0] < 3 || box[3] - box[1] < 1) continue;
    const visible = judge(box, target);
    if (visible) elements.push({ box: visible, role, state: [...state], text: named(node) });
  }
}
if (innerWidth - width >= 5) elements.push({ box: frame.dir === "rtl" ? [0, 0, innerWidth - width, height] : [width, 0, innerWidth, height], role: "scrollbar", state: [], text: "" });
if (innerHeight - height >= 5) elements.push({ box: [0, height, width, innerHeight], role: "scrollbar", state: [], text: "" });

