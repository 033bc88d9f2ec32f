// The lines of text, also those in fields: each a box close around its glyphs and the text as it is drawn.
const drawn = (text, css) => {
  if (css.textTransform === "uppercase") return text.toUpperCase();
  if (css.textTransform === "lowercase") return text.toLowerCase();
  if (css.textTransform === "capitalize") return text.replace(/(^|[\s(-])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
  return text;
};
const face = (css) => {
  canvas.font = `${css.fontStyle} ${css.fontWeight} ${css.fontSize} ${css.fontFamily}`;
  canvas.letterSpacing = css.letterSpacing === "normal" ? "0px" : css.letterSpacing;
};
// The rows that the glyphs of `text` cover, for a line box whose top is the font's ascent above the baseline.
const rows = (text, css, top) => {
  face(css);
  const measure = canvas.measureText(text);
  const baseline = top + measure.fontBoundingBoxAscent;
  return [baseline - measure.actualBoundingBoxAscent, baseline + measure.actualBoundingBoxDescent];
};
const block = (node) => {
  let parent = node instanceof Element ? node : up(node);
  while (parent && style(parent).display.match(/^(inline|contents)$/)) parent = up(parent);
  return parent;
};
const range = document.createRange();
const fragments = (node, parent) => {
  const found = [];
  range.selectNodeContents(node);
  const whole = [...range.getClientRects()].filter((rect) => rect.width > 0);
  if (whole.length === 1 && !/\n/.test(node.data.trim())) {
    range.setStart(node, node.data.search(/\S/));
    range.setEnd(node, node.data.trimEnd().length);
    return [{ box: rectangle(range.getBoundingClientRect()), text: node.data.replace(/\s+/g, " ") }];
  }
  if (!whole.length) return [];
  let current = null;
  for (let at = 0; at < node.data.length; ) {
    const step = node.data.codePointAt(at) > 0xffff ? 2 : 1;
    range.setStart(node, at);
    range.setEnd(node, at + step);
    const rects = range.getClientRects(), rect = rects[rects.length - 1];
    const letter = node.data.slice(at, at + step);
    at += step;
    if (!rect || (rect.width === 0 && !/\p{M}/u.test(letter))) {
      if (current && /\s/.test(letter)) current.text += " ";
      continue;
    }
    const box = rectangle(rect);
    if (/\s/.test(letter)) {
      if (current) current.text += " ";
      continue;
    }
    if (current && Math.min(box[3], current.box[3]) - Math.max(box[1], current.box[1]) > 0.5 * (box[3] - box[1])) {
      current.box = [Math.min(current.box[0], box[0]), Math.min(current.box[1], box[1]), Math.max(current.box[2], box[2]), Math.max(current.box[3], box[3])];
      current.text += letter;
    } else found.push((current = { box, text: letter }));
  }
  return found;
};
const shortened = (node, parent, bounds, ellipsis) => {
  let text = "";
  face(style(parent));
  const edge = bounds[2] - (ellipsis ? canvas.measureText("…").width : 0);
  for (let at = 0; at < node.data.length; at++) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const rect = range.getBoundingClientRect();
    if (ellipsis ? rect.right <= edge + 0.5 && rect.left >= bounds[0] - 1 : (rect.left + rect.right) / 2 < bounds[2] && (rect.left + rect.right) / 2 > bounds[0]) text += node.data[at];
    else if (rect.left > bounds[2]) break;
  }
  return text.trim() + (ellipsis ? "…" : "");
};
const cut = (node) => {
  for (let parent = node; parent instanceof Element; parent = up(parent)) {
    if (style(parent).textOverflow === "ellipsis" && style(parent).overflowX !== "visible") return true;
    if (!/^inline/.test(style(parent).display)) return false;
  }
  return false;
};
const pieces = [];
for (const node of texts) {
  // Slotted text takes its style from the slot, and answers hit tests for the element that it was written in.
  const parent = up(node), owner = node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode;
  if (!(parent instanceof Element) || !shown(parent) || parent.closest("select,svg")) continue;
  const css = style(parent), em = parseFloat(css.fontSize);
  if (em < 5 || /^(transparent|rgba\(.*, 0\))$/.test(css.webkitTextFillColor || css.color)) continue;
  const own = /visible/.test(css.overflowX) || css.display === "inline" ? null : inner(parent);
  const bounds = own ? meet(clip(parent), own) : clip(parent);
  for (const piece of fragments(node, parent)) {
    if (!piece.text.trim()) continue;
    let text = drawn(piece.text, css);
    const [top, bottom] = rows(text, css, piece.box[1]);
    const box = [piece.box[0], top, piece.box[2], bottom];
    if (box[2] > bounds[2] + 1 || box[0] < bounds[0] - 1) text = drawn(shortened(node, parent, bounds, cut(parent) && box[2] > bounds[2] + 1), css);
    pieces.push({ box, text, em, parent: owner, block: block(parent), bounds, spaced: /^\s/.test(piece.text) });
  }
}
let last = null;
const joined = [];
for (const piece of pieces) {
  const gap = last ? piece.box[0] - last.box[2] : 0;
  const level = last ? Math.min(piece.box[3], last.box[3]) - Math.max(piece.box[1], last.box[1]) : 0;
  if (last && last.block === piece.block && level > 0.3 * Math.min(piece.box[3] - piece.box[1], last.box[3] - last.box[1]) && gap > -2 && gap < 0.6 * piece.em) {
    last.text = last.text.trimEnd() + (gap > 0.15 * piece.em || piece.spaced || /\s$/.test(last.text) ? " " : "") + piece.text.trimStart();
    last.box = [Math.min(last.box[0], piece.box[0]), Math.min(last.box[1], piece.box[1]), Math.max(last.box[2], piece.box[2]), Math.max(last.box[3], piece.box[3])];
    last.parts.push(piece);
  } else joined.push((last = { ...piece, parts: [piece] }));
}
const keep = (line) => {
  const visible = meet(line.box, line.bounds);
  if (area(visible) <= 0) return;
  let reached = 0, dimmed = 0, tests = 0, first = visible[2], last = visible[0];
  for (const part of line.parts) {
    const seen = meet(part.box, part.bounds);
    if (area(seen) <= 0) continue;
    const steps = Math.max(5, Math.min(20, Math.round((seen[2] - seen[0]) / 25)));
    for (let step = 0; step < steps; step++) {
      const wide = (seen[2] - seen[0]) / steps, left = seen[0] + wide * step;
      const answer = reach(left + wide * 0.5, (seen[1] + seen[3]) / 2, part.parent);
      tests++;
      if (answer > 0) reached++;
      if (answer < 0) dimmed++;
      if (answer) { first = Math.min(first, left); last = Math.max(last, left + wide); }
    }
  }
  if (tests && reached === tests && visible[3] - visible[1] >= 0.7 * (line.box[3] - line.box[1])) {
    const text = line.text.replace(/\s+/g, " ").trim();
    if (!text) return;
    if (/^[^\p{L}\p{N}\p{Sc}\p{ASCII}]\p{M}?$/u.test(text) && !/[…•·]/.test(text)) elements.push({ box: visible, role: "image", state: [], text });
    else lines.push({ box: visible, text, em: line.em });
  } else if (reached + dimmed > 0) ignore.push([first, visible[1], last, visible[3]]);
};
joined.forEach(keep);

const content = (node) => {
  const css = style(node), pane = inner(node);
  return [pane[0] + parseFloat(css.paddingLeft), pane[1] + parseFloat(css.paddingTop), pane[2] - parseFloat(css.paddingRight), pane[3] - parseFloat(css.paddingBottom)];
};
for (const node of all) {
  if (!shown(node)) continue;
  const typed = node.tagName === "INPUT" && !["checkbox", "radio", "range", "color", "file", "hidden", "image"].includes(node.type);
  const chosen = node.tagName === "SELECT" && !(node.size > 1) && !node.multiple;
  if (typed || chosen) {
    const hint = typed && !node.value && !["submit", "button"].includes(node.type);
    let text = chosen ? node.selectedOptions[0]?.text ?? "" : node.value || node.placeholder;
    if (!text) continue;
    if (node.type === "password" && node.value) text = "•".repeat(text.length);
    const css = hint ? getComputedStyle(node, "::placeholder") : style(node);
    const own = style(node), pane = content(node);
    if (["date", "time", "datetime-local", "month", "week"].includes(node.type)) { ignore.push(meet(pane, clip(node))); continue; }
    text = drawn(text, own);
    face(own);
    const measure = canvas.measureText(text), em = parseFloat(own.fontSize);
    const slack = chosen ? 5 : 1;
    const align = { start: own.direction === "rtl" ? "right" : "left", end: own.direction === "rtl" ? "left" : "right", "-webkit-auto": "left" }[own.textAlign] ?? own.textAlign;
    const centred = align === "center" || ["submit", "button"].includes(node.type);
    const left = centred ? (pane[0] + pane[2] - measure.width) / 2 : align === "right" ? pane[2] - measure.width : pane[0];
    const baseline = (pane[1] + pane[3]) / 2 + (measure.fontBoundingBoxAscent - measure.fontBoundingBoxDescent) / 2;
    const box = [Math.max(left, pane[0]) - 1, baseline - measure.actualBoundingBoxAscent - 1, Math.min(left + measure.width + slack, pane[2] + slack), baseline + measure.actualBoundingBoxDescent + 1];
    const over = measure.width > pane[2] - pane[0] + 1;
    if (over) {
      const letters = [...text];
      while (letters.length && canvas.measureText(letters.join("")).width > pane[2] - pane[0]) letters.pop();
      text = letters.join("");
    }
    if (css.opacity === "0" || !text.trim() || box[2] - box[0] < 3) continue;
    keep({ box, text, em, bounds: clip(node), parts: [{ box, bounds: clip(node), parent: node }] });
  } else if (node.tagName === "TEXTAREA" && (node.value || node.placeholder)) {
    const own = style(node), mirror = document.createElement("div"), rect = node.getBoundingClientRect();
    for (const name of ["fontFamily", "fontSize", "fontWeight", "fontStyle", "letterSpacing", "lineHeight", "textAlign", "textTransform", "paddingTop", "paddingLeft", "paddingRight", "paddingBottom", "borderTopWidth", "borderLeftWidth", "borderRightWidth", "borderBottomWidth", "direction", "wordSpacing", "tabSize", "textIndent"]) mirror.style[name] = own[name];
    Object.assign(mirror.style, { position: "fixed", left: rect.left + "px", top: rect.top - node.scrollTop + "px", boxSizing: "border-box", borderStyle: "solid", whiteSpace: "pre-wrap", overflowWrap: "break-word", margin: "0", zIndex: "-1", width: node.clientWidth + parseFloat(own.borderLeftWidth) + parseFloat(own.borderRightWidth) + "px", height: "auto", maxWidth: "none", minWidth: "0" });
    mirror.textContent = node.value || node.placeholder;
    document.body.append(mirror);
    const pane = meet(inner(node), clip(node));
    const em = parseFloat(own.fontSize);
    for (const piece of fragments(mirror.firstChild, mirror)) {
      const text = drawn(piece.text, own);
      if (!text.trim()) continue;
      const [top, bottom] = rows(text, own, piece.box[1]);
      const box = [piece.box[0], top, piece.box[2], bottom];
      keep({ box, text, em, bounds: pane, parts: [{ box, bounds: pane, parent: node }] });
    }
    mirror.remove();
    styles.delete(mirror);
  } else if (node.tagName === "SELECT") {
    for (const option of node.options) {
      const rect = option.getBoundingClientRect(), pane = meet(inner(node), clip(node));
      const visible = meet(rectangle(rect), pane);
      if (area(visible) <= 0) continue;
      if (area(visible) < 0.6 * rect.width * rect.height) { ignore.push(visible); continue; }
      const [reached] = hits(visible, node);
      if (reached < 6) continue;
      elements.push({ box: visible, role: "option", state: option.selected ? ["selected"] : [], text: option.text });
      const css = getComputedStyle(option);
      face(css);
      const measure = canvas.measureText(option.text);
      const left = rect.left + parseFloat(css.paddingLeft);
      lines.push({ box: meet([left - 1, rect.top, left + measure.width + 2, rect.bottom], pane), text: option.text, em: parseFloat(css.fontSize) });
    }
  }
}
