"""`deskhand gate`: what the policy says of each act of a file, without acting."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from app.errors import Misuse
from planner.safety.effect import Effect, Judgement, Trigger

_TEXTS = ("instruction", "app", "site", "role", "label", "icon", "nearby", "key", "typed")


class _BrokenLine(Exception):
    """Why a line of the batch cannot be judged."""


@dataclass(frozen=True, kw_only=True)
class _Asked:
    id: str | int
    effect: Effect


def gate(
    batch: Annotated[Path, typer.Option("--batch", help="One act a line, as JSON.")],
    out: Annotated[Path, typer.Option("--out", help="Where the answers go, in the same order.")],
) -> None:
    """Says of each act in a file what the policy makes of it."""
    from app.compose.parts import load_policy

    lines = _lines_of(batch)
    policy = load_policy()
    answers, broken = [], False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = _asked(line)
        except _BrokenLine as error:
            broken = True
            answers.append(json.dumps({"line": number, "error": str(error)}, ensure_ascii=False))
            continue
        answers.append(_answer(asked, policy.judge(asked.effect)))
    try:
        out.write_text("".join(f"{answer}\n" for answer in answers), encoding="utf-8")
    except OSError as error:
        raise Misuse(f"{out} cannot be written ({error.strerror}); choose another --out.") from error
    if broken:
        raise typer.Exit(Misuse.exit_code)


def _lines_of(batch: Path) -> list[bytes]:
    try:
        return batch.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise Misuse(f"{batch} cannot be read ({error.strerror}); give --batch a file of JSON lines.") from error


def _answer(asked: _Asked, judgement: Judgement) -> str:
    return json.dumps(
        {
            "id": asked.id,
            "verdict": judgement.verdict.value,
            "rule": judgement.rule,
            "reason": judgement.reason,
        },
        ensure_ascii=False,
    )


def _asked(line: bytes) -> _Asked:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _BrokenLine("This line is no JSON.") from error
    if not isinstance(said, dict):
        raise _BrokenLine("This line is no JSON object.")
    identity = said.get("id")
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        raise _BrokenLine("This line has no `id`.")
    texts = {key: _text(said, key) for key in _TEXTS}
    return _Asked(
        id=identity,
        effect=Effect(
            instruction=texts["instruction"],
            app=texts["app"],
            site=texts["site"],
            role=texts["role"],
            label=texts["label"],
            icon=texts["icon"],
            nearby=texts["nearby"],
            trigger=_trigger(said),
            key=texts["key"],
            typed=texts["typed"],
            operation=_text(said, "operation"),
            form=_form(said),
            own_window=said.get("own_window") is True,
            secret_field=said.get("secret_field") is True,
        ),
    )


def _text(said: dict[str, object], key: str) -> str:
    """A text; nothing and null are "". Several texts stand one a line."""
    value = said.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    raise _BrokenLine(f"`{key}` of this line is no text.")


def _form(said: dict[str, object]) -> tuple[str, ...]:
    value = said.get("form")
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise _BrokenLine("`form` of this line is no list of texts.")


def _trigger(said: dict[str, object]) -> Trigger:
    value = said.get("trigger")
    if value is None or value == "":
        return Trigger.KEY if said.get("key") else Trigger.TYPE if said.get("typed") else Trigger.CLICK
    found = next((one for one in Trigger if one.value == value), None)
    if found is None:
        raise _BrokenLine("`trigger` of this line is none of click, type, key.")
    return found
