"""Browsers that are changed in one way each: as a person's own would be, by its settings, or as a site would be."""

import json
import math
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession

from app.surfaces.browser.finding import find_browser

STARTS_S = 30.0
_BANNER = """
document.addEventListener("DOMContentLoaded", () => {
  const banner = document.createElement("div");
  banner.innerHTML = "<b>Notice</b> We have moved to new servers. <button type='button'>Read more</button>";
  banner.style.cssText = "background:#fff3cd;color:#333;padding:18px 24px;font-size:16px;border-bottom:1px solid #aaa";
  document.body.prepend(banner);
});
"""
_FONT = """
document.addEventListener("DOMContentLoaded", () => {
  const style = document.createElement("style");
  style.textContent = "* { font-family: 'FONT' !important }";
  document.head.append(style);
});
"""
_ORDER = """
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form")) {
    const of = (field) => {
      let row = field;
      while (row.parentElement && row.parentElement !== form && row.parentElement.querySelectorAll(
        "input:not([type=hidden]), select, textarea").length === row.querySelectorAll(
        "input:not([type=hidden]), select, textarea").length + (row === field ? 1 : 0)) row = row.parentElement;
      return row.closest(".form-row, .form-group, tr, p, li") || row;
    };
    const fields = [...form.querySelectorAll("input[type=text], input[type=number], input[type=email], textarea")];
    const rows = [...new Set(fields.map(of))].filter((row) => form.contains(row) && row !== form);
    if (rows.length < 2) continue;
    const first = rows[0], parent = first.parentElement;
    const same = rows.filter((row) => row.parentElement === parent);
    const marker = document.createComment("");
    parent.insertBefore(marker, same[0]);
    for (const row of same.reverse()) parent.insertBefore(row, marker);
    marker.remove();
  }
});
"""


@dataclass(frozen=True, kw_only=True)
class Change:
    """zoom, scale: 1 is none. font_size: of a page that names none, in CSS pixels. font: for everything, whatever the
    page asks for. latency_ms: of each answer."""

    zoom: float = 1.0
    scale: float = 1.0
    font_size: int = 16
    font: str = ""
    dark: bool = False
    size_wh: tuple[int, int] = (1280, 800)
    order: bool = False
    banner: bool = False
    latency_ms: int = 0

    def put_on(self, session: CDPSession) -> None:
        """What a site or a person's own style would do; the browser's own settings are made at its start."""
        changes = ((self.banner, _BANNER), (self.order, _ORDER), (bool(self.font), _FONT.replace("FONT", self.font)))
        for wanted, script in changes:
            if wanted:
                session.send("Page.enable")
                session.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        if self.latency_ms:
            session.send("Network.enable")
            speed = {"downloadThroughput": 200_000, "uploadThroughput": 200_000}
            session.send("Network.emulateNetworkConditions", {"offline": False, "latency": self.latency_ms, **speed})

    def preferences(self) -> dict[str, object]:
        """Chromium's own, as its settings page writes them."""
        zoom = {} if self.zoom == 1 else {"default_zoom_level": {"x": math.log(self.zoom, 1.2)}}
        return {"webkit": {"webprefs": {"default_font_size": self.font_size}}, "partition": zoom}


@contextmanager
def changed_browser(change: Change) -> Iterator[str]:
    """The address for `--cdp` of a headless Chromium of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        settings = Path(profile) / "Default"
        settings.mkdir()
        (settings / "Preferences").write_text(json.dumps(change.preferences()), encoding="utf-8")
        width, height = change.size_wh
        order = [
            str(find_browser(os.environ)),
            "--headless=new",
            "--no-first-run",
            "--remote-debugging-port=0",
            f"--window-size={width},{height}",
            f"--force-device-scale-factor={change.scale:g}",
            f"--user-data-dir={profile}",
            *(["--force-dark-mode", "--enable-features=WebContentsForceDark"] if change.dark else []),
            *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
            "about:blank",
        ]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(order, stdout=quiet, stderr=quiet, start_new_session=True)
        try:
            told = Path(profile) / "DevToolsActivePort"
            deadline_s = time.monotonic() + STARTS_S
            while not (told.is_file() and "\n" in told.read_text()):
                if time.monotonic() > deadline_s:
                    raise SystemExit("The browser did not start.")
                time.sleep(0.05)
            yield f"http://127.0.0.1:{told.read_text().split()[0]}"
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
