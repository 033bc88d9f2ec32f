"""Web applications for chores: each with a fresh database, served on this machine, in an environment of their own.

The applications are installed once, from packaging/requirements-chores.lock, into the person's cache folder.
"""

import fcntl
import hashlib
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

ROOT = Path(__file__).resolve().parents[2]
SITES = Path(__file__).parent / "chore_files" / "sites"
LOCK = ROOT / "packaging" / "requirements-chores.lock"
STARTS_WITHIN_S = 60.0
ENDS_WITHIN_S = 10.0
# file of a site's database, and what its rows are called and hold
ROWS = {
    "django_admin": (
        "office.sqlite",
        """
        select 'customer ' || name, email || ', ' || city || ', ' || iif(active, 'active', '') from office_customer
        union all
        select 'invoice ' || name || iif(place > 1, ' ' || place, ''), held from (
          select c.name, row_number() over (partition by c.id order by i.id) place,
            cast(amount as real) || ', ' || due || ', ' || status held
          from office_invoice i join office_customer c on c.id = i.customer_id)
        """,
    ),
    "flask_admin_stock": (
        "stock.sqlite",
        """
        select 'product ' || p.name, price || ', ' || quantity || ', ' || iif(in_stock, 'in stock', '') || ', '
          || ifnull(s.name, '') from product p left join supplier s on s.id = p.supplier_id
        union all select 'supplier ' || name, ifnull(phone, '') from supplier
        """,
    ),
    "sqlite_web_club": (
        "club.sqlite",
        """
        select 'member ' || name, ifnull(town, '') || ', ' || ifnull(fee, '') from member
        union all select 'event ' || title, ifnull(day, '') from event
        """,
    ),
    "roundup_tracker": (
        "tracker/db/db",
        """
        select 'issue ' || i._title,
          ifnull(p._name, '') || ', ' || ifnull(s._name, '') || ', ' || ifnull(u._username, '')
        from _issue i left join _priority p on p.id = i._priority left join _status s on s.id = i._status
          left join _user u on u.id = i._assignedto where not i.__retired__
        union all select 'user ' || _username, ifnull(_address, '') from _user where not __retired__
        """,
    ),
}


STARTS_AT = {"django_admin": "/admin/", "flask_admin_stock": "/admin/"}
"""Where a site is opened, if not at "/"."""


def installed() -> Path:
    """The Python that has the applications; made where it is not there yet, by one process at a time."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]
    folder = user_cache_path("deskhand-bench", ensure_exists=True) / f"chores-{wanted}"
    python, whole = folder / "bin" / "python", folder / "whole"
    with folder.with_suffix(".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not whole.exists():
            _install_into(folder, python)
            whole.touch()
    return python


def _install_into(folder: Path, python: Path) -> None:
    print(f"Installing the web applications into {folder}.", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    order = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", LOCK]
    subprocess.run([python, *order], check=True)


@dataclass(frozen=True, kw_only=True)
class Site:
    name: str
    address: str
    folder: Path

    def rows(self) -> dict[str, str]:
        """What is in its database, or on its pages; text without spaces at its ends."""
        if self.name not in ROWS:
            files = sorted((self.folder / "pages").rglob("*.md"))
            return {
                f"page {file.relative_to(self.folder / 'pages')}": file.read_text(encoding="utf-8")
                .strip()
                .replace("\r", "")
                for file in files
            }
        file, question = ROWS[self.name]
        with closing(sqlite3.connect(f"file:{self.folder / file}?mode=ro", uri=True)) as database:
            return {str(name): _plain(str(held)) for name, held in database.execute(question)}


def _plain(held: str) -> str:
    """Numbers without an empty end: "310.0, x" is "310, x"."""
    return ", ".join(part.removesuffix(".0") for part in held.split(", "))


@contextmanager
def served(name: str, *, way: str, folder: Path) -> Iterator[Site]:
    """Its database is made anew in `folder`, which is empty."""
    port = _free_port()
    site = Site(name=name, address=f"http://127.0.0.1:{port}", folder=folder)
    with (folder / "log.txt").open("w", encoding="utf-8") as log:
        order = [installed(), SITES / f"{name}.py", str(port), str(folder), way]
        process = subprocess.Popen(order, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            _wait_for(site.address, process, folder / "log.txt")
            yield site
        finally:
            process.terminate()
            process.wait(ENDS_WITHIN_S)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline_s = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except urllib.error.HTTPError:
            return
        except OSError as error:
            if process.poll() is not None or time.monotonic() > deadline_s:
                raise SystemExit(f"A site did not start: {log.read_text(encoding='utf-8')[-500:]}") from error
            time.sleep(0.1)
