"""A site of small pages, worked by whole runs in a browser, and what they said that they were told."""

import time
from pathlib import Path

import pytest

from tests.calling import Called, Line, Running, call
from tests.pages import Pages

BOTH = [pytest.param((), id="default"), pytest.param(("--pixels-only",), id="pixels-only")]


def read_pages(folder: Path) -> dict[str, str]:
    """By path: "/name" of each file name.html."""
    return {f"/{page.stem}": page.read_text(encoding="utf-8") for page in folder.glob("*.html")}


def work(site: Pages, page: str, words: str, *how: str) -> Called:
    return call("run", words, "--browser", "--url", site.address(f"/{page}"), "--json", *how)


def agreed(
    site: Pages, page: str, words: str, *how: str, answer: str = "yes", choose: int = 0, within_s: float = 90.0
) -> Line:
    """The result of a run with somebody there who gives the same answer to whatever is asked.

    choose: the number of the choice that is taken where there are choices.
    """
    running = Running.start("run", words, "--browser", "--url", site.address(f"/{page}"), "--json", *how)
    answered = 0
    deadline_s = time.monotonic() + within_s
    try:
        while not (running.lines and running.result["type"] == "result"):
            assert time.monotonic() < deadline_s, running.lines
            assert running.process.poll() is None or running.lines, running.errors
            asked = [line for line in running.lines if line["type"] == "question"]
            if len(asked) > answered:
                phrase, choices = asked[answered]["phrase"], asked[answered]["choices"]
                chosen = choices[choose] if isinstance(choices, list) and choices else phrase or "yes"
                running.answer(str(chosen) if answer == "yes" else answer)
                answered += 1
            time.sleep(0.02)
        return running.result
    finally:
        running.close()


def said(site: Pages) -> list[str]:
    return [sent.fields["what"] for sent in site.sent if sent.path == "/said"]
