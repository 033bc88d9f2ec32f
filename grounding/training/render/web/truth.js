// The truth of the page: elements, text lines and doubtful places, in CSS pixels of the viewport.
// Templates say a control's role in the attribute `r`; `in` names the inner part that is its box (a selector, through
// the open shadow root) or a pseudo-element ("::before"); `s` lists states; `dim` marks a veil over the page.
() => {
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

  // Text.
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
  return { width: innerWidth, height: innerHeight, elements, lines, ignore };
}
