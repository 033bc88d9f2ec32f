// What an element is: role, name, value, states, where it stands, what lies on top. The first of three parts of one script
// that runs in an isolated world (see worlds.py): the page cannot see or change any of it. Boxes are CSS pixels of the
// tab's viewport: a frame that has a world of its own is told where it stands.
const LEAST_OPACITY = 0.3, LEAST_SIZE = 4, MOST_TEXT = 400, MOST_VALUE = 100000, MOST_OPTIONS = 500, MOST_BEYOND = 2000;
const SKIPPED = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD", "META", "LINK", "BR", "WBR", "SOURCE", "TRACK", "PARAM", "DATALIST"]);
const ARIA = {
  button: "button", link: "link", checkbox: "checkbox", switch: "switch", radio: "radio", tab: "tab", menuitem: "menu_item",
  menuitemcheckbox: "menu_item", menuitemradio: "menu_item", option: "option", combobox: "dropdown", listbox: "list",
  textbox: "text_field", searchbox: "text_field", slider: "slider", spinbutton: "spinner", progressbar: "progress",
  meter: "progress", treeitem: "tree_item", img: "image", image: "image", heading: "heading", dialog: "dialog",
  alertdialog: "dialog", table: "table", grid: "table", treegrid: "table", row: "row", cell: "cell", gridcell: "cell",
  columnheader: "header", rowheader: "header", list: "list", listitem: "list_item", menu: "menu", menubar: "menu_bar",
  toolbar: "toolbar", scrollbar: "scrollbar", group: "group", radiogroup: "group", tooltip: "text", status: "text", alert: "text",
};
const TAGS = {
  BUTTON: "button", SUMMARY: "button", TEXTAREA: "text_area", SELECT: "dropdown", OPTION: "option", H1: "heading", H2: "heading",
  H3: "heading", H4: "heading", H5: "heading", H6: "heading", IMG: "image", CANVAS: "image", VIDEO: "image", LABEL: "label",
  LEGEND: "label", CAPTION: "label", TABLE: "table", TR: "row", TD: "cell", TH: "header", UL: "list", OL: "list", LI: "list_item",
  DIALOG: "dialog", PROGRESS: "progress", METER: "progress", FIELDSET: "group", OUTPUT: "text", DT: "text", DD: "text",
};
const INPUTS = {
  checkbox: "checkbox", radio: "radio", range: "slider", number: "spinner", button: "button", submit: "button", reset: "button",
  image: "icon_button", file: "button",
};
const NAMED_BY_CONTENT = new Set(["button", "icon_button", "link", "checkbox", "switch", "radio", "tab", "menu_item", "option",
  "tree_item", "heading", "cell", "header", "row", "list_item", "label", "text"]);
const INTERACTIVE = new Set(["button", "icon_button", "link", "checkbox", "switch", "radio", "tab", "menu_item", "option",
  "tree_item", "text_field", "text_area", "dropdown", "slider", "spinner"]);
const CONTAINERS = new Set(["table", "list", "dialog", "group", "menu", "menu_bar", "toolbar", "document"]);
const SHAPES = new Set(["rect", "circle", "ellipse", "polygon", "polyline", "path", "line", "text", "image", "use"]);
const SECRETS = /^(current-password|new-password|one-time-code|cc-csc|cc-number)$/;

let last = 0;
const numbers = new WeakMap(), elements = new Map(), secrets = new WeakSet();
const numberOf = el => {
  let n = numbers.get(el);
  if (!n) { n = ++last; numbers.set(el, n); elements.set(n, new WeakRef(el)); }
  return n;
};
const elementOf = n => {
  const el = elements.get(n)?.deref();
  return el && el.isConnected && el.ownerDocument.defaultView ? el : null;
};

const tidy = text => text.replace(/[\s\u200b]+/g, " ").trim();
const cut = text => { text = tidy(text); return text.length > MOST_TEXT ? text.slice(0, MOST_TEXT) : text; };
const isHtml = el => el.namespaceURI === "http://www.w3.org/1999/xhtml";
const innerDocument = el => { try { return el.contentDocument; } catch { return null; } };
const parentOf = node => {
  const up = node.assignedSlot || node.parentNode;
  if (up) return up.nodeType === 11 ? up.host ?? null : up;
  return null;
};
const inside = (node, el) => {
  for (let at = node; at; ) {
    if (at === el) return true;
    at = at.nodeType === 9 ? at.defaultView?.frameElement ?? null : parentOf(at);
  }
  return false;
};
const alpha = color => {
  const found = /^rgba\(.*,\s*([\d.]+)\)$/.exec(color) || /\/\s*([\d.]+)\)$/.exec(color);
  return found ? parseFloat(found[1]) : 1;
};
const meet = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
const empty = b => b[2] - b[0] < 1 || b[3] - b[1] < 1;
const EVERYWHERE = [-1e7, -1e7, 1e7, 1e7];

// --- where a document stands in the tab -----------------------------------------------------------------------
const placeInside = (frame, place) => {
  const r = frame.getBoundingClientRect(), cs = frame.ownerDocument.defaultView.getComputedStyle(frame);
  const k = (frame.offsetWidth ? r.width / frame.offsetWidth : 1);
  return {
    x: place.x + (r.left + (frame.clientLeft + parseFloat(cs.paddingLeft)) * k) * place.k,
    y: place.y + (r.top + (frame.clientTop + parseFloat(cs.paddingTop)) * k) * place.k, k: place.k * k,
  };
};
let home = { x: 0, y: 0, k: 1 };
const placeOf = doc => {
  if (doc === document) return home;
  const frame = doc.defaultView?.frameElement;
  return frame ? placeInside(frame, placeOf(frame.ownerDocument)) : home;
};
const boxOf = (r, place) =>
  [place.x + r.left * place.k, place.y + r.top * place.k, place.x + r.right * place.k, place.y + r.bottom * place.k];

// --- what is on top at a point of the tab ---------------------------------------------------------------------
const topAt = (x, y) => {
  let doc = document, place = home, found = null;
  for (;;) {
    const lx = (x - place.x) / place.k, ly = (y - place.y) / place.k;
    let el = doc.elementFromPoint(lx, ly);
    while (el && el.shadowRoot) {
      const deeper = el.shadowRoot.elementFromPoint(lx, ly);
      if (!deeper || deeper === el) break;
      el = deeper;
    }
    if (!el) return found;
    found = el;
    if (el.tagName !== "IFRAME" && el.tagName !== "FRAME") return found;
    const next = innerDocument(el);
    if (!next) return found;
    place = placeInside(el, place);
    doc = next;
  }
};
const labelsOf = el => { try { return el.labels ? [...el.labels] : []; } catch { return []; } };
const hits = (el, x, y, passing) => {
  const top = topAt(x, y);
  if (!top) return false;
  if (inside(top, el)) return true;
  if (labelsOf(el).some(label => inside(top, label) && !INTERACTIVE.has(roleOf(top)))) return true;
  return !!passing && inside(el, top);
};

// --- lists of choices that a page has built itself ----------------------------------------------------------------
// What a person sees is a frame with the choice in it; the input that takes the keys is tiny, unseen or read-only.
const HIGHEST_CHOOSER = 80, CHOOSER_LEVELS = 6;
const choosers = new WeakMap();  // the frame -> the input in it
const findChoosers = doc => {
  for (const input of doc.querySelectorAll("input[role=combobox],input[aria-haspopup=listbox]")) {
    const r = input.getBoundingClientRect(), cs = doc.defaultView.getComputedStyle(input);
    const typed = !input.readOnly && r.width >= 40 && parseFloat(cs.opacity) >= LEAST_OPACITY;
    if (typed || input.parentElement?.closest("[role=combobox]")) continue;
    let frame = null;
    for (let at = input.parentElement, n = 0; at && n < CHOOSER_LEVELS; at = at.parentElement, n++) {
      const box = at.getBoundingClientRect(), before = frame?.getBoundingClientRect().width || 0;
      const grows = before >= 60 && box.width > 2.2 * before;
      if (box.height > HIGHEST_CHOOSER || grows || at.querySelectorAll("input,select,textarea").length > 1) break;
      if (labelsOf(input).some(label => at.contains(label) && label !== at && tidy(label.textContent) && !frame?.contains(label))) break;
      if (box.width >= 30 && box.height >= 16) frame = at;
    }
    if (frame) choosers.set(frame, input);
  }
};

// --- what an element is ---------------------------------------------------------------------------------------
const ariaRole = el => {
  const given = el.getAttribute("role");
  return given ? given.trim().split(/\s+/)[0].toLowerCase() : "";
};
function roleOf(el) {
  const aria = ariaRole(el), tag = el.tagName;
  if (isHtml(el)) {
    if (tag === "INPUT") {
      if (el.type === "hidden") return "";
      if (aria === "switch") return "switch";
      return INPUTS[el.type] || (aria === "combobox" && el.readOnly ? "dropdown" : "text_field");
    }
    if (tag === "TEXTAREA") return "text_area";
    if (tag === "SELECT") return el.multiple || el.size > 1 ? "list" : "dropdown";
    if (el.isContentEditable && !el.parentElement?.isContentEditable)
      return aria === "textbox" && el.getAttribute("aria-multiline") !== "true" ? "text_field" : "text_area";
  }
  if (aria === "textbox" && el.getAttribute("aria-multiline") === "true") return "text_area";
  if (aria && ARIA[aria]) return ARIA[aria];
  if (aria === "presentation" || aria === "none") return tag === "TD" || tag === "LI" ? "text" : "";
  if (tag === "A" && el.hasAttribute("href") || tag === "AREA") return "link";
  if (choosers.get(el)?.isConnected) return "dropdown";
  return isHtml(el) ? TAGS[tag] || "" : "";
}
const isSecret = (el, cs) =>
  isHtml(el) && (secrets.has(el) || el.tagName === "INPUT" && (el.type === "password" || SECRETS.test(el.autocomplete || "")) ||
    !!cs && !!cs.webkitTextSecurity && cs.webkitTextSecurity !== "none");
const withoutLabels = el =>
  [...el.querySelectorAll("label")].reduce((text, label) => text.replace(label.innerText, ""), el.innerText || "");
const ownValue = (el, role) => {
  const tag = el.tagName;
  if (tag === "INPUT") {
    if (el.type === "checkbox" || el.type === "radio" || role === "button" || role === "icon_button") return el.type === "file" ? [...el.files].map(f => f.name).join(", ") : "";
    return el.value;
  }
  if (tag === "TEXTAREA") return el.value;
  if (tag === "SELECT") return [...el.selectedOptions].map(o => tidy(o.label || o.text)).join(", ");
  if (tag === "PROGRESS" || tag === "METER") return String(el.value);
  if (isHtml(el) && el.isContentEditable && !el.parentElement?.isContentEditable) return el.innerText.replace(/\n$/, "");
  if (role === "dropdown") return tidy(el.querySelector("input")?.value || withoutLabels(el)).slice(0, MOST_TEXT);
  if (role === "slider" || role === "spinner" || role === "progress") return el.getAttribute("aria-valuetext") || el.getAttribute("aria-valuenow") || "";
  return "";
};
const truth = (el, name) => el.getAttribute(name) === "true";
const matches = (el, selector) => { try { return el.matches(selector); } catch { return false; } };
const statesOf = (el, role, cs, focused) => {
  const states = [], say = (when, state) => { if (when) states.push(state); };
  const ticked = el.getAttribute("aria-checked") || el.getAttribute("aria-pressed");
  say(el.tagName === "INPUT" && (el.type === "checkbox" || el.type === "radio") ? el.checked : ticked === "true", "checked");
  say(el.indeterminate === true && el.type === "checkbox" || ticked === "mixed", "mixed");
  const current = el.getAttribute("aria-current");
  say(el.tagName === "OPTION" ? el.selected : truth(el, "aria-selected") || !!current && current !== "false", "selected");
  say(matches(el, ":disabled") || !!el.closest("[aria-disabled='true'],[inert]") || INTERACTIVE.has(role) && cs.pointerEvents === "none", "disabled");
  say(el === focused, "focused");
  const open = el.tagName === "SUMMARY" ? String(!!el.parentElement?.open) : el.getAttribute("aria-expanded");
  say(open === "true", "expanded");
  say(open === "false", "collapsed");
  const popup = el.getAttribute("aria-haspopup");
  say(!!popup && popup !== "false" || el.hasAttribute("popovertarget"), "popup");
  say(el.readOnly === true || truth(el, "aria-readonly"), "read_only");
  say(el.required === true || truth(el, "aria-required"), "required");
  say(truth(el, "aria-invalid") || matches(el, ":user-invalid"), "invalid");
  say(isSecret(el, cs), "secret");
  say(el.tagName === "SELECT" && role === "dropdown", "native_list");
  return states;
};
const deepFocus = () => {
  let doc = document, el = null;
  for (;;) {
    el = doc.activeElement;
    while (el && el.shadowRoot && el.shadowRoot.activeElement) el = el.shadowRoot.activeElement;
    const next = el && (el.tagName === "IFRAME" || el.tagName === "FRAME") ? innerDocument(el) : null;
    if (!next) return el;
    doc = next;
  }
};

// --- names ----------------------------------------------------------------------------------------------------
const hiddenText = el => cut(el.textContent || "");
const byIds = (el, attribute, texts) => {
  const ids = el.getAttribute(attribute);
  if (!ids) return "";
  const root = el.getRootNode();
  return cut(ids.split(/\s+/).map(id => {
    const other = root.getElementById ? root.getElementById(id) : null;
    return other ? texts.get(other) || hiddenText(other) : "";
  }).join(" "));
};
const ENTERED = "input,select,textarea,[role=switch],[role=checkbox],[role=combobox],[contenteditable=true]";
const before = (el, texts) => {  // what stands in front of a field that has no label: text, or the cell to its left
  for (let at = el, steps = 0; at && steps < 6; at = at.parentElement, steps++) {
    if (steps > 2 && at.querySelectorAll(ENTERED).length > 1) return "";  // frames around this one field alone
    for (let side = at.previousSibling; side; side = side.previousSibling) {
      if (side.nodeType === 3 && tidy(side.data)) return cut(side.data);
      if (side.nodeType === 1) {
        if (side.tagName === "BR" || side.tagName === "INPUT" || side.tagName === "SELECT" || side.tagName === "TEXTAREA") return "";
        const text = texts.get(side);
        if (text && text.length <= 80) return text;
        if (text) return "";
      }
    }
    if (/^(TD|TH|DD|LI|FORM|TR|TABLE|FIELDSET|BODY)$/.test(at.tagName)) break;
  }
  return "";
};
const svgTitle = el => el.querySelector?.(":scope > title")?.textContent || "";
const nameOf = (el, role, seen, texts) => {
  const aria = cut(el.getAttribute("aria-label") || "");
  const title = cut(el.getAttribute("title") || (isHtml(el) ? "" : svgTitle(el)));
  const tag = el.tagName, input = tag === "INPUT";
  let hint = cut(el.getAttribute("placeholder") || el.getAttribute("aria-placeholder") || "");
  let name = "";
  if (NAMED_BY_CONTENT.has(role) && !input) name = cut(seen);
  if (input && (el.type === "submit" || el.type === "reset" || el.type === "button"))
    name = el.value || { submit: "Submit", reset: "Reset", button: "" }[el.type];
  if (!name) name = byIds(el, "aria-labelledby", texts);
  const inner = role === "dropdown" && !input && tag !== "SELECT" ? choosers.get(el) || el.querySelector("input") : null;
  if (!name && inner) name = cut(labelsOf(inner).map(label => labelText(label, inner, texts)).join(" ")) || byIds(inner, "aria-labelledby", texts) || cut(inner.getAttribute("aria-label") || "");
  if (!name) name = cut(labelsOf(el).map(label => labelText(label, el, texts)).join(" "));
  if (!name) name = aria;
  if (!name) name = cut(labelsOf(el).flatMap(label => [...label.querySelectorAll("img[alt]")]).map(i => i.alt).join(" "));
  if (!name && (tag === "IMG" || input && el.type === "image" || tag === "AREA")) name = cut(el.alt || "");
  if (!name && tag === "FIELDSET") name = cut(texts.get(el.querySelector(":scope > legend")) || "");
  if (!name && tag === "TABLE") name = cut(texts.get(el.caption) || "");
  if (!name && NAMED_BY_CONTENT.has(role) && !input)
    name = cut([...el.querySelectorAll("img[alt]")].map(i => i.alt).join(" ")) || title || cut([...el.querySelectorAll("svg > title")].map(t => t.textContent).join(" ")) || (INTERACTIVE.has(role) ? hiddenText(el).slice(0, 80) : "");
  if (!name && input && el.type === "file") name = "Choose File";
  if (!name && !CONTAINERS.has(role)) name = title;
  if (!name && (role === "text_field" || role === "text_area" || role === "dropdown" || role === "spinner" || role === "slider" || role === "checkbox" || role === "radio" || role === "switch"))
    name = before(el, texts);
  if (!hint && title && title !== name) hint = title;
  if (!hint && aria && aria !== name) hint = aria;
  return [name, hint];
};
const labelText = (label, el, texts) => {
  if (!inside(el, label)) return texts.get(label) || hiddenText(label);
  const whole = texts.get(label);
  if (whole !== undefined && !(el.tagName === "SELECT" || el.isContentEditable)) return whole;
  return [...label.childNodes].filter(node => !inside(el, node)).map(node => node.nodeType === 3 ? node.data : texts.get(node) || "").join(" ");
};

// --- shapes of a drawing --------------------------------------------------------------------------------------
const HUES = [[15, "red"], [45, "orange"], [68, "yellow"], [165, "green"], [195, "cyan"], [258, "blue"], [290, "purple"], [345, "pink"], [361, "red"]];
const colorName = css => {
  const found = /rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(css || "");
  if (!found) return "";
  const [r, g, b] = found.slice(1).map(v => v / 255), most = Math.max(r, g, b), least = Math.min(r, g, b), range = most - least;
  if (range < 0.12) return most < 0.2 ? "black" : most > 0.9 ? "white" : "gray";
  let hue = most === r ? (g - b) / range % 6 : most === g ? (b - r) / range + 2 : (r - g) / range + 4;
  hue = (hue * 60 + 360) % 360;
  return most < 0.65 && hue >= 15 && hue < 45 ? "brown" : HUES.find(([end]) => hue < end)[1];
};
const shapeName = (el, cs) => {
  const tag = el.tagName.toLowerCase();
  let kind = { rect: "rectangle", circle: "circle", ellipse: "ellipse", line: "line", polyline: "line", text: "text", image: "image" }[tag] || "shape";
  if (tag === "polygon") kind = { 3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon" }[(el.getAttribute("points") || "").trim().split(/\s+/).length] || "polygon";
  if (tag === "rect" && el.getAttribute("width") === el.getAttribute("height")) kind = "square";
  const paint = cs.fill !== "none" ? cs.fill : cs.stroke;
  return `${colorName(paint)} ${kind}`.trim();
};
