// All that a person can see and use on a page. The second part of the script; facts.js comes before it.
// --- the walk -------------------------------------------------------------------------------------------------
const shapesOf = (doc, focused) => ({ doc, focused, found: [], texts: new Map(), frames: [], scrollers: new Map() });
const childrenOf = node => {
  if (node.shadowRoot) return node.shadowRoot.childNodes;
  if (node.tagName === "SLOT") {
    const assigned = node.assignedNodes({ flatten: true });
    if (assigned.length) return assigned;
  }
  return node.childNodes;
};
const visibleText = (node, cs) =>
  tidy(node.data) && cs.visibility === "visible" && parseFloat(cs.fontSize) >= LEAST_SIZE - 1 && alpha(cs.color) >= LEAST_OPACITY ? node.data : "";

// Returns the text that can be seen inside `el`. `at`: what its ancestors do to it.
const walk = (el, at, all) => {
  if (SKIPPED.has(el.tagName)) return el.tagName === "BR" ? " " : "";
  const cs = at.view.getComputedStyle(el);
  if (cs.display === "none") return "";
  if (el.checkVisibility && cs.display !== "contents" && !el.checkVisibility()) return "";
  const opacity = at.opacity * parseFloat(cs.opacity), contents = cs.display === "contents";
  const rect = contents ? null : el.getBoundingClientRect();
  const box = rect ? boxOf(rect, at.place) : null;
  const positioned = cs.position, clips = positioned === "fixed" ? at.fixed : positioned === "absolute" ? at.absolute : at.clips;
  let hard = clips.hard, soft = clips.soft;
  const shown = opacity >= LEAST_OPACITY && cs.visibility === "visible";
  if (el.tagName === "IFRAME" || el.tagName === "FRAME") {
    if (shown && !empty(box) && rect.width >= LEAST_SIZE && rect.height >= LEAST_SIZE) enterFrame(el, box, opacity, hard, soft, at, all);
    return "";
  }
  const pointer = cs.cursor === "pointer", svg = at.svg || (!isHtml(el) && el.tagName === "svg");
  const index = box ? consider(el, cs, box, rect, { opacity, shown, hard, soft, at, svg }, all) : -1;
  let inner = { hard, soft };
  if (box && (cs.overflowX !== "visible" || cs.overflowY !== "visible") && el !== at.root && el !== at.root.ownerDocument?.body) {
    const scrolls = /auto|scroll/.test(cs.overflowX + cs.overflowY);
    inner = scrolls ? { hard, soft: meet(soft, box) } : { hard: meet(hard, box), soft };
  }
  const holds = positioned !== "static" || cs.transform !== "none" || cs.contain === "paint";
  const next = {
    ...at, opacity, clips: inner, absolute: holds ? inner : at.absolute, fixed: cs.transform !== "none" ? inner : at.fixed, pointer: pointer || at.pointer,
    svg, owner: index >= 0 ? index : at.owner,
  };
  let seen = "", mine = false;
  const block = !/^inline|contents/.test(cs.display);
  if (!(isHtml(el) && (el.tagName === "TEXTAREA" || el.tagName === "SELECT" && !(el.multiple || el.size > 1)))) {
    for (const child of childrenOf(el)) {
      if (child.nodeType === 3) {
        const text = shown ? visibleText(child, cs) : "";
        if (text) { seen += text; mine = true; }
      } else if (child.nodeType === 1) seen += walk(child, next, all);
    }
  }
  seen = tidy(seen) && !(box && unseen(cs, box, hard)) ? seen : "";
  if (seen) all.texts.set(el, cut(seen));
  if (index >= 0) all.found[index].seen = seen;
  else if (mine && shown && box) addText(el, cs, seen, { hard, soft, at }, all);
  return block && seen ? ` ${seen} ` : seen;
};

// Text that is on the page but not for eyes: pushed off it, cut down to nothing, or outside of what cuts it off.
const unseen = (cs, box, hard) => {
  const away = (cs.position === "absolute" || cs.position === "fixed") && (box[2] + scrollX <= 0 || box[3] + scrollY <= 0);
  const nothing = cs.overflowX !== "visible" && (box[2] - box[0] < LEAST_SIZE || box[3] - box[1] < LEAST_SIZE);
  return away || nothing || empty(meet(box, hard)) && box[2] - box[0] >= 1 || /^rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)$/.test(cs.clip);
};

const enterFrame = (el, box, opacity, hard, soft, at, all) => {
  const place = placeInside(el, at.place), doc = innerDocument(el), view = doc?.defaultView;
  const content = meet(box, EVERYWHERE);
  const clips = { hard, soft: meet(soft, content) };
  if (doc) findChoosers(doc);
  if (!doc || !doc.documentElement || !view) {
    all.frames.push({ n: numberOf(el), place, opacity, hard: clips.hard, soft: clips.soft });
    return;
  }
  walk(doc.documentElement, { ...at, view, place, opacity, clips, absolute: clips, fixed: clips, root: doc.documentElement, svg: false, pointer: false, owner: -1 }, all);
};

// Decides whether an element is something by itself; returns its index among the found, or -1.
const consider = (el, cs, box, rect, facts, all) => {
  const { at, shown, hard, soft, svg } = facts;
  let role = roleOf(el);
  const proxy = !shown || rect.width < LEAST_SIZE || rect.height < LEAST_SIZE || empty(meet(box, hard));
  if (proxy) {  // a box or upload field that its page has hidden behind a label is used through that label
    if (el.tagName !== "INPUT" || !/^(checkbox|radio|file)$/.test(el.type)) return -1;
    all.found.push({ el, cs, role, box, hard, soft, owner: at.owner, seen: "", proxy: true });
    return -1;
  }
  const clickable = el.hasAttribute("onclick") || cs.cursor === "pointer" && !at.pointer ||
    el.hasAttribute("tabindex") && el.tabIndex >= 0 && !CONTAINERS.has(role);
  if (!isHtml(el) && !role && at.svg && SHAPES.has(el.tagName)) {
    if (!(clickable || !at.pointer && !inButton(all, at.owner))) return -1;
    role = el.tagName === "text" ? "text" : "image";
    all.found.push({ el, cs, role, box, hard, soft, owner: at.owner, seen: "", shape: true });
    return all.found.length - 1;
  }
  if (!role && !isHtml(el) && el.tagName === "svg" && !at.pointer && (el.hasAttribute("aria-label") || svgTitle(el) || clickable)) role = clickable ? "icon_button" : "image";
  if ((role === "" || role === "text" || role === "group") && clickable && el.tagName !== "BODY" && el.tagName !== "HTML" && !svg) role = "button?";
  if (!role) return -1;
  if ((role === "list" && el.tagName !== "SELECT" || role === "table") && ariaRole(el) === "presentation") return -1;
  all.found.push({ el, cs, role, box, hard, soft, owner: at.owner, seen: "", clickable });
  return all.found.length - 1;
};
const inButton = (all, owner) => owner >= 0 && INTERACTIVE.has(all.found[owner].role);

const CONTROLS = "input,select,textarea,button,iframe,img,canvas,video";
const textBox = (el, place) => {  // where the letters are: a block is often wider than its text
  const range = el.ownerDocument.createRange();
  if (el.shadowRoot) return boxOf(el.getBoundingClientRect(), place);
  if (!el.querySelector(CONTROLS)) {
    range.selectNodeContents(el);
    return boxOf(range.getBoundingClientRect(), place);
  }
  let box = null;
  for (const node of el.childNodes) {
    if (node.nodeType !== 3 && (node.nodeType !== 1 || node.matches(CONTROLS) || node.querySelector(CONTROLS))) continue;
    if (!tidy(node.textContent)) continue;
    range.selectNode(node);
    const r = range.getBoundingClientRect();
    if (!r.width || !r.height) continue;
    const b = boxOf(r, place);
    box = box ? [Math.min(box[0], b[0]), Math.min(box[1], b[1]), Math.max(box[2], b[2]), Math.max(box[3], b[3])] : b;
  }
  return box || boxOf(el.getBoundingClientRect(), place);
};
const wordsOf = (el, seen, all) => {  // what a button in it says is the button's
  if (!el.querySelector(CONTROLS)) return seen;
  const own = [...el.childNodes].filter(node => node.nodeType === 3 || node.nodeType === 1 && !node.matches(CONTROLS) && !node.querySelector(CONTROLS));
  return own.map(node => node.nodeType === 3 ? node.data : all.texts.get(node) || "").join(" ");
};
const addText = (el, cs, seen, { hard, soft, at }, all) => {
  const box = textBox(el, at.place);
  if (box[2] - box[0] < LEAST_SIZE || box[3] - box[1] < LEAST_SIZE) return;
  all.found.push({ el, cs, role: "text", box, hard, soft, owner: at.owner, seen: wordsOf(el, seen, all), plain: true });
};

// --- the answer -----------------------------------------------------------------------------------------------
const POINTS = [[0.5, 0.5], [0.25, 0.25], [0.75, 0.75], [0.25, 0.75], [0.75, 0.25], [0.08, 0.5], [0.92, 0.5]];
const onTop = (el, b, passing) => {
  for (const [fx, fy] of POINTS) {
    const x = b[0] + (b[2] - b[0]) * fx, y = b[1] + (b[3] - b[1]) * fy;
    if (hits(el, x, y, passing)) return [x, y];
  }
  return null;
};
const largest = (el, place) => {  // of a link that runs over two lines, the longer piece
  let best = null;
  for (const r of el.getClientRects()) if (!best || r.width * r.height > best.width * best.height) best = r;
  return best ? boxOf(best, place) : null;
};
// The nearest part of the page that holds `el` and scrolls by itself; null: the page does.
const scrollerOf = (el, all) => {
  const around = el.parentElement;
  if (!around || around === all.doc.body || around === all.doc.documentElement) return null;
  if (!all.scrollers.has(around)) {
    const cs = getComputedStyle(around);
    all.scrollers.set(around, /auto|scroll/.test(cs.overflowX + cs.overflowY) ? around : scrollerOf(around, all));
  }
  return all.scrollers.get(around);
};
// Left of, or above, everything that can be scrolled to.
const outOfReach = (el, box, all) => {
  const holder = el.ownerDocument === all.doc ? scrollerOf(el, all) : null;
  if (!holder) return box[2] + scrollX <= 0 || box[3] + scrollY <= 0;
  const own = el.getBoundingClientRect(), around = holder.getBoundingClientRect();
  return own.right - around.left + holder.scrollLeft <= 0 || own.bottom - around.top + holder.scrollTop <= 0;
};
// Whether most of the height of what is written lies out of what is in sight, where scrolling brings it there.
const wordsCutOff = (words, there, hard) => {
  const whole = meet(words, hard), seen = meet(words, there);
  return !empty(whole) && (seen[3] - seen[1]) * 2 < whole[3] - whole[1];
};
const finish = (one, all, viewport) => {
  const { el, cs } = one;
  let { role, box } = one;
  const place = placeOf(el.ownerDocument);
  if (one.proxy) {
    const label = labelsOf(el).find(l => all.texts.get(l) !== undefined || l.getBoundingClientRect().width >= LEAST_SIZE);
    if (!label) return null;
    const r = label.getBoundingClientRect(), lcs = label.ownerDocument.defaultView.getComputedStyle(label);
    if (r.width < LEAST_SIZE || r.height < LEAST_SIZE || lcs.visibility !== "visible" || parseFloat(lcs.opacity) < LEAST_OPACITY) return null;
    box = boxOf(r, place);
  }
  const text = cut(one.seen);
  if (one.plain && one.owner >= 0) {
    const owner = all.found[one.owner];
    if (cut(owner.seen) === text && NAMED_BY_CONTENT.has(owner.role === "button?" ? "button" : owner.role)) return null;
  }
  if (role === "button?") role = text.length > 120 || el.querySelector("button,input,select,textarea,a[href],[role=button]") ? "group" : "button";
  if ((role === "cell" || role === "list_item" || role === "row" || role === "label") && !text && !one.clickable) return null;
  if (role === "link" && cs.display === "inline" || role === "text" && cs.display === "inline") box = (one.plain ? null : largest(el, place)) || box;
  if (!one.clickable && !one.plain && text && (role === "heading" || role === "label" || role === "list_item" || role === "text")) box = textBox(el, place);
  const passing = cs.pointerEvents === "none" || one.plain;
  const within = meet(meet(box, one.hard), one.soft), there = meet(within, viewport);
  let beyond = false, point = null;
  if (empty(there) || there[2] - there[0] < LEAST_SIZE || there[3] - there[1] < LEAST_SIZE) {
    if (empty(meet(box, one.hard)) || outOfReach(el, box, all)) return null;
    beyond = true;
  } else if (text && NAMED_BY_CONTENT.has(role) && wordsCutOff(textBox(el, place), there, one.hard)) {
    beyond = true;  // its edge alone is in sight: it is used when it has been scrolled to
  } else {
    point = onTop(el, there, passing);
    if (!point) return text ? { n: numberOf(el), r: role, b: there, s: [], t: text, behind: 1 } : null;
  }
  const [name, hint] = nameOf(el, role, one.seen, all.texts);
  if (role === "button" && !text && el.tagName !== "INPUT" || role === "link" && !text && !name) role = role === "button" ? "icon_button" : role;
  const states = statesOf(el, role, cs, all.focused);
  const record = { n: numberOf(el), r: role, b: beyond ? box : there, s: states };
  if (point) record.p = point;
  if (name) record.t = name;
  if (one.shape) {
    const shape = shapeName(el, cs);
    if (el.tagName === "text") record.t = text;
    record.h = shape;
  } else if (hint) record.h = hint;
  if (!states.includes("secret")) {
    const value = ownValue(el, role);
    if (value) record.v = value.slice(0, MOST_VALUE);
  }
  if (el.tagName === "SELECT") record.o = [...el.options].filter(o => !o.hidden).slice(0, MOST_OPTIONS).map(o => tidy(o.label || o.text));
  if (beyond) record.beyond = 1;
  return record;
};

const collect = where => {
  home = where.place;
  findChoosers(document);
  const view = window, viewport = [where.view[0], where.view[1], where.view[2], where.view[3]];
  const all = shapesOf(document, deepFocus());
  const root = document.documentElement;
  if (!root) return { elements: [], frames: [] };
  const own = where.soft ? { hard: where.hard, soft: where.soft } : { hard: EVERYWHERE, soft: EVERYWHERE };
  const stuck = !where.soft && [root, document.body].some(el => el && /hidden|clip/.test(view.getComputedStyle(el).overflowY));
  if (stuck) own.hard = meet(own.hard, viewport);
  walk(root, { view, place: home, opacity: where.opacity, clips: own, absolute: own, fixed: own, root, svg: false, pointer: false, owner: -1 }, all);
  const records = [];
  let beyond = 0;
  for (const one of all.found) {
    const record = finish(one, all, viewport);
    if (record && (!record.beyond || ++beyond <= MOST_BEYOND)) records.push(record);
  }
  return { elements: records, frames: all.frames };
};
