"""HTML out of text that nobody vouches for: everything is escaped, nothing of it can be markup, script or disguise."""

import html
import re
from collections.abc import Sequence

# Control characters, and those that turn the reading direction of what follows: text that shows other than it is.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def escaped(text: str) -> str:
    """
    >>> escaped('<img src=x onerror="go()">\\x07')
    '&lt;img src=x onerror=&quot;go()&quot;&gt;\ufffd'
    """
    return html.escape(_UNSEEN.sub("\ufffd", text), quote=True)


def screen_text(text: str, *, longest: int = 400) -> str:
    """Words of the screen or of a person, set off from ours."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    return f'<bdi class="said">{escaped(shown)}</bdi>'


def pill(text: str, kind: str) -> str:
    return f'<span class="pill {kind}">{escaped(text)}</span>'


def table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, wide: int | None = None) -> str:
    """headings are text, cells are markup already; the column `wide` takes the room and may break its lines."""
    head = "".join(f'<th scope="col">{escaped(heading)}</th>' for heading in headings)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="wide">{cell}</td>' if place == wide else f"<td>{cell}</td>" for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def seconds(duration_s: float) -> str:
    """
    >>> seconds(0.0042), seconds(1.5), seconds(75.0)
    ('4.2 ms', '1.50 s', '1 min 15 s')
    """
    if duration_s != duration_s:
        return "unknown"
    if duration_s < 1:
        return f"{duration_s * 1000:.1f} ms" if duration_s < 0.01 else f"{duration_s * 1000:.0f} ms"
    return f"{duration_s:.2f} s" if duration_s < 60 else f"{int(duration_s // 60)} min {duration_s % 60:.0f} s"
