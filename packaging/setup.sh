#!/usr/bin/env bash
# Sourced by try.sh and check.sh: system packages, then .venv from the lock files. Safe to run again.
# Sets nothing outside the project but the system packages that it names first.

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# package|why
SYSTEM_PARTS=(
  "python3|Deskhand is written in it"
  "python3-venv|its own place for Python packages"
  "xvfb|the virtual display"
  "openbox|a window manager for the virtual display: focus and maximise need one"
  "dbus|the virtual display's own message bus"
  "at-spi2-core|accessibility: what applications say of themselves"
  "libegl1|Qt's window"
  "libgl1|Qt's window"
  "libdbus-1-3|Qt's window"
  "libxkbcommon-x11-0|Qt's window"
  "libxcb-cursor0|Qt's window"
  "libxcb-icccm4|Qt's window"
  "libxcb-image0|Qt's window"
  "libxcb-keysyms1|Qt's window"
  "libxcb-randr0|Qt's window"
  "libxcb-render-util0|Qt's window"
  "libxcb-shape0|Qt's window"
  "libxcb-xinerama0|Qt's window"
  "fonts-dejavu-core|legible text on the virtual display"
  "mousepad|an editor for the demo"
  "galculator|a calculator for the demo"
)
TEST_PARTS=(
  "gnome-calculator|an application that the code does not name, for the tests"
  "l3afpad|an application that the code does not name, for the tests"
  "thunar|a file manager, for the tests"
  "systemd|busctl, asking a message bus, for the tests"
  "wmctrl|moving windows, for the tests"
  "xdotool|moving windows and keys from outside, for the tests"
  "xclip|another owner of the clipboard, for the tests"
  "xterm|a terminal, for the tests"
  "tk|windows of a kit without an accessibility tree, for the tests"
  "imagemagick|pictures from outside, for the tests"
  "x11-utils|reading windows, for the tests"
  "x11-xserver-utils|several monitors, for the tests"
  "x11-xkb-utils|keyboard layouts, for the tests"
  "fonts-noto-core|other scripts, for the tests"
  "fonts-noto-color-emoji|emoji, for the tests"
)
# Applications that tests/bench/chores.py works in; check.sh installs them when DESKHAND_BENCH_PARTS is set.
BENCH_PARTS=(
  "featherpad|an editor, for the benchmark of chores"
  "geany|an editor, for the benchmark of chores"
  "kcalc|a calculator, for the benchmark of chores"
  "gnumeric|a spreadsheet, for the benchmark of chores"
  "libreoffice-calc|a spreadsheet, for the benchmark of chores"
  "libreoffice-writer|documents, for the benchmark of chores"
  "libreoffice-gtk3|how LibreOffice tells of its controls, for the benchmark of chores"
  "pcmanfm-qt|a file manager, for the benchmark of chores"
  "gimp|pictures, for the benchmark of chores"
  "atril|papers, for the benchmark of chores"
  "xarchiver|archives, for the benchmark of chores"
  "zip|archives, for the benchmark of chores"
  "unzip|archives, for the benchmark of chores"
  "xfce4-settings|settings, for the benchmark of chores"
  "gedit|an editor, for tests of its settings"
  "kwrite|an editor of another kit, for tests of a bar within the window"
  "qalculate-gtk|a calculator that is typed into, for the tests"
  "libglib2.0-bin|reading settings from outside, for the benchmark of chores"
)

have_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  compgen -G "${XDG_CACHE_HOME:-$HOME/.cache}/ms-playwright/chromium-*" >/dev/null
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else fail "System packages are missing and there is no sudo here. As root, run: apt-get install ${missing[*]}"
  fi
}

install_system_parts() {
  local part name why parts=("$@")
  if ! [ -e /etc/debian_version ] || ! command -v apt-get >/dev/null 2>&1; then
    say "This script installs on Debian and Ubuntu only. Install these by hand, then run it with DESKHAND_SKIP_SYSTEM=1:" >&2
    for part in "${parts[@]}"; do say "  ${part%%|*}  (${part#*|})" >&2; done
    fail "  Chromium, Chrome or Edge  (the browser)"
  fi
  missing=()
  for part in "${parts[@]}"; do
    name=${part%%|*} why=${part#*|}
    if ! dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed'; then
      # A Python that does not come from the system serves as well.
      case "$name" in python3*) python_is_usable && continue ;; esac
      say "Missing: $name ($why)"
      missing+=("$name")
    fi
  done
  if ! have_browser; then
    if . /etc/os-release && [ "$ID" = ubuntu ]; then
      say "No browser was found. Ubuntu's chromium is a snap, which cannot be driven from here: install Chrome or Edge," >&2
      fail "or let Playwright fetch its own with: .venv/bin/playwright install chromium"
    fi
    say "Missing: chromium (the browser)"
    missing+=(chromium)
  fi
  [ ${#missing[@]} = 0 ] && return 0
  say "Installing ${#missing[@]} system packages with apt-get."
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

python_is_usable() {
  command -v python3 >/dev/null 2>&1 && python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

install_python_parts() {
  local lock=$1 stamp wanted
  python_is_usable || fail "Python 3.11 or newer is needed; this machine has $(python3 --version 2>&1)."
  stamp=.venv/.deskhand-$(basename "$lock")
  wanted=$(cat pyproject.toml packaging/requirements-build.lock "$lock" | sha256sum)
  if [ -x .venv/bin/deskhand ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return 0; fi
  say "Installing Python packages into .venv (exact versions, checked by hash)."
  [ -x .venv/bin/python ] || python3 -m venv .venv
  [ -x .venv/bin/uv ] || .venv/bin/python -m ensurepip --upgrade >/dev/null 2>&1 || true
  [ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
  local install=(.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes)
  "${install[@]}" -r packaging/requirements-build.lock
  "${install[@]}" --no-build-isolation -r "$lock"
  .venv/bin/uv pip install --quiet --python .venv/bin/python --no-build-isolation --no-deps -e .
  printf '%s' "$wanted" >"$stamp"
}
