// What a person can see and use on a page, read in an isolated world: the page cannot see or change any of it.
// Boxes are CSS pixels of the tab's viewport: a frame that has a world of its own is told where it stands.
"use strict";
globalThis.deskhand = (() => {
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
    return isHtml(el) ? TAGS[tag] || "" : "";
  }
  const isSecret = (el, cs) =>
    isHtml(el) && (secrets.has(el) || el.tagName === "INPUT" && (el.type === "password" || SECRETS.test(el.autocomplete || "")) ||
      !!cs && !!cs.webkitTextSecurity && cs.webkitTextSecurity !== "none");
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
  const before = (el, texts) => {  // what stands in front of a field that has no label: text, or the cell to its left
    for (let at = el, steps = 0; at && steps < 3; at = at.parentElement, steps++) {
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
    if (!name) name = cut(labelsOf(el).map(label => labelText(label, el, texts)).join(" "));
    if (!name) name = aria;
    if (!name && (tag === "IMG" || input && el.type === "image" || tag === "AREA")) name = cut(el.alt || "");
    if (!name && tag === "FIELDSET") name = cut(texts.get(el.querySelector(":scope > legend")) || "");
    if (!name && tag === "TABLE") name = cut(texts.get(el.caption) || "");
    if (!name && NAMED_BY_CONTENT.has(role) && !input)
      name = cut([...el.querySelectorAll("img[alt]")].map(i => i.alt).join(" ")) || title || cut([...el.querySelectorAll("svg > title")].map(t => t.textContent).join(" ")) || (INTERACTIVE.has(role) ? hiddenText(el).slice(0, 80) : "");
    if (!name && input && el.type === "file") name = "Choose File";
    if (!name && !CONTAINERS.has(role)) name = title;
    if (!name && (role === "text_field" || role === "text_area" || role === "dropdown" || role === "spinner" || role === "slider" || role === "checkbox" || role === "radio"))
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

  // --- the walk -------------------------------------------------------------------------------------------------
  const shapesOf = (doc, focused) => ({ doc, focused, found: [], texts: new Map(), frames: [] });
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
    if (SKIPPED.has(el.tagName)) return "";
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
  const addText = (el, cs, seen, { hard, soft, at }, all) => {
    const box = textBox(el, at.place);
    if (box[2] - box[0] < LEAST_SIZE || box[3] - box[1] < LEAST_SIZE) return;
    all.found.push({ el, cs, role: "text", box, hard, soft, owner: at.owner, seen, plain: true });
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
      if (empty(meet(box, one.hard)) || box[2] + scrollX <= 0 || box[3] + scrollY <= 0) return null;
      beyond = true;
    } else {
      point = onTop(el, there, passing);
      if (!point) return null;
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
  return {
    collect, inspect, focused, kind, related, keepSecret, hit, uncovered, selection, editLocale, arm, state, disarm: () => disarm(), number: numberOf,
  };
})();
