"""A site of small pages, worked by whole runs in a browser, and what they said that they were told."""

from pathlib import Path

import pytest

from tests.calling import Called, call
from tests.pages import Pages

BOTH = [pytest.param((), id="default"), pytest.param(("--pixels-only",), id="pixels-only")]


def read_pages(folder: Path) -> dict[str, str]:
    """By path: "/name" of each file name.html."""
    return {f"/{page.stem}": page.read_text(encoding="utf-8") for page in folder.glob("*.html")}


def work(site: Pages, page: str, words: str, *how: str) -> Called:
    return call("run", words, "--browser", "--url", site.address(f"/{page}"), "--json", *how)


def said(site: Pages) -> list[str]:
    return [sent.fields["what"] for sent in site.sent if sent.path == "/said"]
