// What a person does on a page, told with the page as it was just before. The last part of a script that runs in an
// isolated world of every document while a demonstration is recorded; facts.js and structure.js come before it.
// Only trusted events count. Of a secret field nothing is read, and no key in it is told but those that leave it.
const REPORT = "deskhandReports", QUIET_MS = 400, SLIP = 8;
const TURN = 120;  // of wheelDelta a notch of a wheel; several that a busy page gets as one event are so many times it
const LEAVING = new Set(["Enter", "Tab", "Escape"]);
const queue = [];
const flush = () => {
  const report = globalThis[REPORT];
  if (!report) { if (queue.length) setTimeout(flush, 20); return; }
  while (queue.length) report(queue.shift());
};
const now = event => performance.timeOrigin + (event ? event.timeStamp : performance.now());
const tell = (kind, event, more) => { queue.push(JSON.stringify({ k: kind, t: now(event), ...more })); flush(); };

// --- secrets --------------------------------------------------------------------------------------------------
// A field that once was a password's stays secret when its page shows it, also when it is made anew under its name.
const secretNames = new Set();
const markSecrets = doc => {
  for (const el of doc.querySelectorAll("input,textarea")) {
    if (isSecret(el, doc.defaultView?.getComputedStyle(el))) {
      secrets.add(el);
      for (const name of [el.name, el.id]) if (name) secretNames.add(name);
    } else if (secretNames.has(el.name) || secretNames.has(el.id)) secrets.add(el);
  }
};
const secretNow = el => {
  if (!isHtml(el)) return false;
  if (secretNames.has(el.name) || secretNames.has(el.id)) secrets.add(el);
  const is = isSecret(el, el.ownerDocument.defaultView?.getComputedStyle(el));
  if (is) { secrets.add(el); for (const name of [el.name, el.id]) if (name) secretNames.add(name); }
  return is;
};

// --- scenes ---------------------------------------------------------------------------------------------------
let scenes = 0, kept = null;
// The whole of what can be seen from here, as the outermost document that this one may look at sees it.
const scene = () => {
  const fresh = look();
  kept = { id: `${performance.timeOrigin}.${++scenes}`, at: performance.now(), numbers: new Map(fresh.elements.map(one => [one.n, one])) };
  tell("scene", null, {
    id: kept.id, elements: fresh.elements, title: fresh.title, address: fresh.address, width: fresh.width, height: fresh.height, inner: fresh.inner, document: fresh.document,
  });
  return kept;
};
const lookHere = () => {
  markSecrets(document);
  const found = collect({ place: { x: 0, y: 0, k: 1 }, view: [0, 0, innerWidth, innerHeight], opacity: 1 });
  return { elements: found.elements, title: document.title, address: location.href, width: innerWidth, height: innerHeight, inner: window !== top,
    document: `${performance.timeOrigin}` };
};
let holder;
const outermost = () => {
  if (holder) return holder;
  let at = window;
  try { while (at !== at.parent && at.parent.deskhandRecords) at = at.parent; } catch { /* closed to us */ }
  holder = at === window ? own : at.deskhandRecords;
  return holder;
};
const look = () => outermost().lookHere();
const number = el => outermost().number(el);
const told = el => outermost().record(el);

// The thing of the scene that an event on these elements is about: the innermost control, else the innermost there is.
const path = event => event.composedPath().filter(node => node.nodeType === 1);
const pick = (chain, seen) => {
  const known = chain.filter(el => seen.numbers.has(number(el)));
  const control = known.find(el => INTERACTIVE.has(seen.numbers.get(number(el)).r));
  const label = chain.find(el => el.tagName === "LABEL" && el.control);
  if (label && !(control && inside(control, label) && control !== label)) return label.control;
  return control || known[0] || chain[0];
};
const about = (el, seen) => {
  if (!el) return {};
  const n = number(el), secret = secretNow(el);
  const known = seen.numbers.get(n) || told(el);
  return { scene: seen.id, n, e: known, secret };
};

// --- hovers ---------------------------------------------------------------------------------------------------
// What was in sight while nothing happened, so that what a resting pointer opened can be told from what was there.
let resting = null, over = null, overAt = 0, acted = 0, changed = 0, timer = 0;
const rest = () => { const seen = look(); resting = { at: performance.now(), numbers: new Map(seen.elements.map(one => [one.n, one])) }; };
const settle = () => { acted = performance.now(); clearTimeout(timer); timer = setTimeout(() => { if (!down) rest(); }, QUIET_MS); };
const opener = (el, seen) => {  // the element whose hovering brought `el` into sight
  if (!resting || !over || !el || resting.numbers.has(number(el)) || acted > resting.at) return null;
  if (changed > resting.at && changed < overAt) return null;
  return number(over) === number(el) ? null : over;
};

// --- the pointer ----------------------------------------------------------------------------------------------
let down = null;
const modifiers = event => ["ctrl", "shift", "alt", "meta"].filter(name => event[`${name}Key`]);
const where = event => {
  const place = outermost() === own ? { x: 0, y: 0, k: 1 } : outermost().placeOf(document);
  return { x: place.x + event.clientX * place.k, y: place.y + event.clientY * place.k };
};
const onScrollbar = event => {
  const el = event.composedPath()[0];
  if (!(el instanceof Element) || event.pointerType === "touch") return false;
  const root = el === document.documentElement, r = root ? { left: 0, top: 0 } : el.getBoundingClientRect();
  const x = event.clientX - r.left - (root ? 0 : el.clientLeft), y = event.clientY - r.top - (root ? 0 : el.clientTop);
  return root ? x >= el.clientWidth || y >= el.clientHeight
    : /auto|scroll/.test(getComputedStyle(el).overflow) && (x >= el.clientWidth && el.offsetWidth > el.clientWidth + 4 || y >= el.clientHeight && el.offsetHeight > el.clientHeight + 4);
};
// Each event of the hands by itself, before what it did: of a key that writes, not which one.
const RAW = { pointerdown: "down", pointerup: "up", keydown: "key", wheel: "wheel", drop: "drop" };
const HOLDERS = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead"]);
const raw = (kind, event) => {
  if (HOLDERS.has(event.key)) return;
  const place = kind === "keydown" ? { key: [...event.key].length > 1 ? event.key : "" } : outermost().outer ? where(event) : {};
  tell("raw", event, { w: RAW[kind], ...place });
};
const handlers = {
  pointerdown(event) {
    if (onScrollbar(event)) { down = null; settle(); return; }
    clearTimeout(timer);
    const seen = scene(), el = pick(path(event), seen), by = opener(el, seen);
    down = { el, ...where(event) };
    if (by) tell("hover", event, about(by, seen));
    tell("down", event, { ...about(el, seen), ...where(event), button: event.button, mods: modifiers(event), typed: matches(el, "input,textarea,select") ? fieldKind(el) : el.isContentEditable ? "text" : "" });
    acted = performance.now();
  },
  mousedown(event) { tell("count", event, { count: event.detail }); },
  pointerup(event) {
    if (!down) return;
    const moved = where(event), far = Math.hypot(moved.x - down.x, moved.y - down.y) > SLIP;
    const text = far && String(getSelection() ?? "") !== "";
    const seen = far ? scene() : kept, el = far ? pick(path(event), seen) : down.el;
    tell("up", event, { ...moved, far, selects: text, ...(far ? about(el, seen) : {}) });
    down = null;
    settle();
  },
  pointercancel() { down = null; },
  dragstart(event) { tell("grab", event, {}); },
  drop(event) { const seen = scene(); tell("drop", event, { ...about(pick(path(event), seen), seen), ...where(event) }); down = null; settle(); },
  click(event) {
    if (event.detail === 0) { const seen = scene(); tell("activate", event, about(pick(path(event), seen), seen)); settle(); }
  },
  mouseover(event) {
    if (down || event.buttons) return;
    const chain = path(event);
    const el = resting && chain.find(one => resting.numbers.has(number(one)) && INTERACTIVE.has(resting.numbers.get(number(one)).r))
      || resting && chain.find(one => resting.numbers.has(number(one))) || null;
    if (el && el !== over) { over = el; overAt = performance.now(); }
  },
  wheel(event) {
    const old = kept && performance.now() - wheeled < 1000;
    const seen = old ? kept : scene();
    wheeled = performance.now();
    tell("wheel", event, { ...about(pick(path(event), seen), seen), dx: event.deltaX, dy: event.deltaY, mode: event.deltaMode, turns: Math.max(Math.abs(event.wheelDeltaX), Math.abs(event.wheelDeltaY)) / TURN });
    settle();
  },
  // --- the keyboard and fields ----------------------------------------------------------------------------------
  keydown(event) {
    const el = path(event)[0], secret = el && secretNow(el), field = el && editable(el);
    if (event.isComposing || ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead"].includes(event.key)) return;
    if (secret && !LEAVING.has(event.key)) { begin(event, el); return; }
    const mods = modifiers(event), chord = mods.some(name => name !== "shift");
    if (field && [...event.key].length === 1 && !chord) { begin(event, el); return; }
    const seen = event.repeat ? kept || scene() : scene();
    if (el && (field || matches(el, "select,input"))) begin(event, el);
    tell("key", event, { ...(el && el !== document.body ? about(pick(path(event), seen), seen) : { scene: seen.id }), key: event.key, mods, field: !!field, many: !!el && (el.tagName === "TEXTAREA" || el.isContentEditable) });
    settle();
  },
  beforeinput(event) { begin(event, path(event)[0]); },
  input(event) { entered(event); },
  change(event) { entered(event); },
  copy(event) {
    const el = path(event)[0];
    if (el && secretNow(el)) return;
    const seen = scene(), field = el && editable(el) && "value" in el;
    const text = field ? el.value.slice(el.selectionStart ?? 0, el.selectionEnd ?? 0) : String(getSelection() ?? "");
    const node = getSelection()?.anchorNode, holding = field ? el : node?.nodeType === 3 ? node.parentElement : node?.nodeType === 1 ? node : el;
    const chain = [];
    for (let at = holding; at; at = parentOf(at)) if (at.nodeType === 1) chain.push(at);
    tell("copy", event, { ...about(pick(chain, seen), seen), v: text.slice(0, MOST_VALUE) });
  },
};
let wheeled = -1e9;
const editable = el => isHtml(el) && (el.isContentEditable || el.tagName === "TEXTAREA" || el.tagName === "INPUT" && !/^(checkbox|radio|button|submit|reset|image|file|range|color|hidden)$/.test(el.type));
const fieldKind = el => el.tagName === "INPUT" ? el.type : el.tagName.toLowerCase();
const hostOf = el => { while (el.isContentEditable && el.parentElement?.isContentEditable) el = el.parentElement; return el; };
let field = null;
const begin = (event, target) => {  // the field as it was before a stretch of typing
  if (!target || target.nodeType !== 1) return;
  const el = hostOf(target);
  if (field?.deref() === el) return;
  field = new WeakRef(el);
  const seen = scene(), secret = secretNow(el);
  tell("begin", event, { ...about(el, seen), kind: fieldKind(el), v: secret ? "" : ownValue(el, roleOf(el)).slice(0, MOST_VALUE) });
};
const entered = event => {
  const target = path(event)[0];
  if (!target) return;
  const el = hostOf(target), kind = isHtml(el) && el.isContentEditable ? "text" : fieldKind(el);
  if (event.type === "change" && editable(el)) { field = null; return; }
  const secret = secretNow(el), seen = kept && kept.numbers.has(number(el)) ? kept : scene();
  const more = { ...about(el, seen), kind, many: el.tagName === "TEXTAREA" || el.isContentEditable };
  if (!secret) {
    more.v = kind === "checkbox" || kind === "radio" ? "" : ownValue(el, roleOf(el)).slice(0, MOST_VALUE);
    more.on = !!el.checked;
  }
  if (kind === "file") more.files = el.files ? el.files.length : 0;
  tell("input", event, more);
  settle();
};
const file = n => elementOf(n)?.files?.[0];

const own = { outer: window === top, lookHere, number: numberOf, record: el => recordOf(el), placeOf: doc => placeOf(doc), file };
const recordOf = el => {
  const view = el.ownerDocument.defaultView, cs = view.getComputedStyle(el), texts = new Map();
  labelsOf(el).forEach(node => texts.set(node, cut(node.innerText ?? node.textContent ?? "")));
  const role = roleOf(el) || (isHtml(el) ? "group" : "image");
  const seen = NAMED_BY_CONTENT.has(role) ? el.innerText ?? el.textContent ?? "" : "";
  const [name, hint] = nameOf(el, role, seen, texts), states = statesOf(el, role, cs, deepFocus());
  return { n: numberOf(el), r: role, b: boxOf(el.getBoundingClientRect(), placeOf(el.ownerDocument)), s: states, t: name, h: hint };
};
if (!globalThis.deskhandRecords) {
  globalThis.deskhandRecords = own;
  for (const [kind, handle] of Object.entries(handlers))
    window.addEventListener(kind, event => { if (event.isTrusted) { if (RAW[kind]) raw(kind, event); handle(event); } }, { capture: true, passive: true });
  window.addEventListener("focusin", event => { if (event.isTrusted && path(event)[0]) { secretNow(path(event)[0]); if (field?.deref() !== path(event)[0]) field = null; } }, { capture: true });
  const watch = () => {
    markSecrets(document);
    new MutationObserver(() => { changed = performance.now(); }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open"] });
    timer = setTimeout(rest, QUIET_MS);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch, { once: true }); else watch();
}
