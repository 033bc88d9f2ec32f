// Single elements, asked again and watched while they are acted on. The last part of the script.
// --- one element, freshly -------------------------------------------------------------------------------------
const record = el => {
  const view = el.ownerDocument.defaultView, cs = view.getComputedStyle(el), texts = new Map();
  const fill = node => texts.set(node, cut(node.innerText ?? node.textContent ?? ""));
  labelsOf(el).forEach(fill);
  const role = roleOf(el) || (isHtml(el) ? "text" : "image");
  const seen = NAMED_BY_CONTENT.has(role) ? el.innerText ?? el.textContent ?? "" : "";
  const [name, hint] = nameOf(el, role, seen, texts);
  const states = statesOf(el, role, cs, deepFocus());
  const result = { n: numberOf(el), r: role, b: boxOf(el.getBoundingClientRect(), placeOf(el.ownerDocument)), s: states, t: name, h: hint };
  if (!states.includes("secret")) result.v = ownValue(el, role).slice(0, MOST_VALUE);
  if (el.tagName === "SELECT") result.o = [...el.options].filter(o => !o.hidden).slice(0, MOST_OPTIONS).map(o => tidy(o.label || o.text));
  return result;
};
const inspect = (n, place) => {
  home = place;
  const el = elementOf(n);
  return el ? record(el) : null;
};
const focused = place => {
  home = place;
  const el = deepFocus();
  if (!el) return null;
  if (el.tagName === "IFRAME" || el.tagName === "FRAME") return { frame: numberOf(el) };
  return { element: record(el), page: el === el.ownerDocument.body || el === el.ownerDocument.documentElement };
};

// --- for acting -----------------------------------------------------------------------------------------------
const editable = el => isHtml(el) && (el.isContentEditable || el.tagName === "TEXTAREA" || el.tagName === "INPUT" && !/^(checkbox|radio|button|submit|reset|image|file|range|color|hidden)$/.test(el.type));
// What typing has to know of an element: the kind of field, its limits, whether it can take text.
const kind = n => {
  const el = elementOf(n);
  if (!el) return null;
  const tag = el.tagName.toLowerCase();
  return {
    kind: tag === "input" ? el.type : tag, editable: editable(el), value: isSecret(el, null) ? "" : ownValue(el, roleOf(el)),
    secret: isSecret(el, el.ownerDocument.defaultView.getComputedStyle(el)), min: el.min || "", max: el.max || "", step: el.step || "",
    rtl: el.ownerDocument.defaultView.getComputedStyle(el).direction === "rtl",
    options: tag === "select" ? [...el.options].map(o => ({ t: tidy(o.label || o.text), off: o.disabled || !!o.parentElement.disabled, gone: o.hidden, on: o.selected })) : [],
    mark: `${tag}|${el.type || ""}|${el.id}|${el.name || ""}|${el.className}`,
  };
};
const related = (a, b) => {  // whether a caret in `b` is what a click on `a` was for
  const one = elementOf(a), other = elementOf(b);
  if (!one || !other) return false;
  if (inside(other, one) || inside(one, other) || labelsOf(other).some(l => inside(one, l) || inside(l, one))) return true;
  return false;
};
const keepSecret = n => { const el = elementOf(n); if (el) secrets.add(el); };
const hit = (n, x, y, place) => {
  home = place;
  const el = elementOf(n);
  if (!el) return false;
  const passing = el.ownerDocument.defaultView.getComputedStyle(el).pointerEvents === "none" || !INTERACTIVE.has(roleOf(el)) && !el.hasAttribute("onclick");
  return hits(el, x, y, passing && topIsHolder(el, x, y));
};
const topIsHolder = (el, x, y) => {
  const r = boxOf(el.getBoundingClientRect(), placeOf(el.ownerDocument));
  return x >= r[0] - 1 && x <= r[2] + 1 && y >= r[1] - 1 && y <= r[3] + 1;
};
const uncovered = (n, points, place) => {
  home = place;
  const el = elementOf(n);
  return points.map(([x, y]) => !!el && topAt(x, y) === el);
};
const selection = () => {
  const el = deepFocus();
  if (el && isSecret(el, el.ownerDocument.defaultView.getComputedStyle(el))) return "";
  if (el && isHtml(el) && (el.tagName === "TEXTAREA" || el.tagName === "INPUT") && el.selectionStart !== null && el.selectionStart !== undefined)
    return el.value.slice(el.selectionStart, el.selectionEnd);
  if (el && el.tagName === "INPUT") return el.value;
  return String((el?.ownerDocument ?? document).getSelection() ?? "");
};
const editLocale = () => {
  const date = new Intl.DateTimeFormat(navigator.language, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(new Date());
  const time = new Intl.DateTimeFormat(navigator.language, { hour: "numeric", minute: "2-digit" }).formatToParts(new Date());
  return { date: date.filter(p => /year|month|day/.test(p.type)).map(p => p.type), clock12: time.some(p => p.type === "dayPeriod") };
};

// --- did the page get it? -------------------------------------------------------------------------------------
const KINDS = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "auxclick", "contextmenu", "dblclick", "mousemove"];
let disarm = () => {};
const arm = (n, report) => {
  disarm();
  const el = elementOf(n);
  if (!el) return false;
  const views = new Set([window, el.ownerDocument.defaultView]);
  const labels = labelsOf(el);
  const note = event => {
    if (!event.isTrusted) return;
    const path = event.composedPath();
    const on = path.includes(el) || labels.some(l => path.includes(l)) || path[0]?.nodeType === 1 && inside(el, path[0]) && !el.matches("button,input,select,textarea,a[href]");
    globalThis[report](JSON.stringify({ kind: event.type, on }));
  };
  for (const view of views) for (const kind of KINDS) view.addEventListener(kind, note, { capture: true, passive: true });
  disarm = () => { for (const view of views) for (const kind of KINDS) view.removeEventListener(kind, note, { capture: true }); };
  return true;
};
const state = () => ({
  ready: document.readyState !== "loading" && !!document.body, title: document.title, address: location.href, width: innerWidth, height: innerHeight,
  ratio: devicePixelRatio, front: document.hasFocus(), hidden: document.visibilityState === "hidden",
});
globalThis.deskhand = {
  collect, inspect, focused, kind, related, keepSecret, hit, uncovered, selection, editLocale, arm, state, disarm: () => disarm(), number: numberOf,
};
