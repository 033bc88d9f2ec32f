// Before a page's wish for a permission reaches the browser, Deskhand asks; the browser's own answer follows.
(() => {
  "use strict";
  const ask = globalThis[BINDING];
  if (!ask || !navigator.permissions) return;
  const query = navigator.permissions.query.bind(navigator.permissions);
  const decided = async names => {
    for (const name of names) {
      let status;
      try { status = await query({ name }); } catch { continue; }
      if (status.state !== "prompt") continue;
      const changed = new Promise(done => status.addEventListener("change", done, { once: true }));
      if (await ask(name)) await changed;
    }
  };
  const like = (made, original) => Object.defineProperty(made, "name", { value: original.name });
  const replace = (owner, key, make) => {
    const original = owner?.[key];
    if (typeof original !== "function") return;
    owner[key] = like(make(original), original);
  };
  const place = globalThis.Geolocation?.prototype;
  replace(place, "getCurrentPosition", original => function (...args) {
    decided(["geolocation"]).then(() => original.apply(this, args));
  });
  const watches = new Map();
  let watched = 0;
  replace(place, "watchPosition", original => function (...args) {
    const id = ++watched;
    watches.set(id, null);
    decided(["geolocation"]).then(() => { if (watches.has(id)) watches.set(id, original.apply(this, args)); });
    return id;
  });
  replace(place, "clearWatch", original => function (id) {
    const real = watches.get(id);
    watches.delete(id);
    if (real) original.call(this, real);
  });
  if (globalThis.Notification) replace(Notification, "requestPermission", original => function (...args) {
    return decided(["notifications"]).then(() => original.apply(Notification, args));
  });
  replace(globalThis.MediaDevices?.prototype, "getUserMedia", original => function (wanted) {
    const names = [...(wanted?.audio ? ["microphone"] : []), ...(wanted?.video ? ["camera"] : [])];
    return decided(names).then(() => original.call(this, wanted));
  });
  for (const key of ["read", "readText"]) replace(globalThis.Clipboard?.prototype, key, original => function (...args) {
    return decided(["clipboard-read"]).then(() => original.apply(this, args));
  });
})();
