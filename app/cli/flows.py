"""`deskhand flow ...`: look at a flow, check it, allow its weighty steps beforehand, hand it to other programs."""

import shlex
import sys
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.errors import Misuse

if TYPE_CHECKING:
    from app.storage.flows import FlowFile
    from planner.healing import Healing

FlowPath = Annotated[Path, typer.Argument(help="The flow's file.", metavar="FLOW")]
UNSOUND = 1


class ExportKind(StrEnum):
    PYTHON = "python"
    TRAJECTORY = "trajectory"


def _load(path: Path) -> "FlowFile":
    from app.compose.parts import load_words
    from app.storage.flows import load_flow

    return load_flow(path, load_words())


def show(flow: FlowPath) -> int:
    """The flow in words."""
    from planner.flow.planning import with_names
    from planner.language.outline import outline
    from planner.plan import Instruction, Plan

    read = _load(flow).flow
    print(read.name or flow.name)
    if read.description:
        print(read.description)
    for one in read.inputs:
        told = f"secret {one.secret}" if one.secret else str(one.kind)
        default = f", usually “{one.default}”" if one.default is not None else ""
        print(f"  input {one.name}: {told}{default}")
    plan = Plan(instruction=Instruction(text=read.name), nodes=with_names(read))
    number = 0
    for line in outline(plan):
        number += line.step is not None
        mark = f"{number:>3}." if line.step is not None else "    "
        print(f"{mark} {'   ' * line.depth}{line.text}")
    return 0


def check(flow: FlowPath) -> int:
    """0 when it can be run; 1 when something is wrong with it."""
    from app.compose.parts import load_policy
    from app.storage.flows import crops_folder
    from planner.flow.checking import check_flow

    if not flow.exists():
        raise Misuse(f"There is no flow {flow}.")
    try:
        read = _load(flow).flow
    except Misuse as error:
        print(str(error))
        return UNSOUND
    checked = check_flow(read, load_policy())
    for step in checked.unreached:
        print(f"Step {step.number} is never reached: {step.purpose}.")
    for one in checked.weighty:
        judged = one.judgement
        why = f"({judged.verdict.value}, {judged.rule})"
        print(f"Step {one.step.number} needs you {why}: {one.step.purpose}. {judged.reason}")
    for what, names in (
        ("opens the application", checked.apps),
        ("goes to", checked.sites),
        ("opens the file", checked.files),
        ("types the secret", checked.secrets),
    ):
        for name in names:
            print(f"It {what} {name}.")
    for number, picture in sorted((read.pictures or {}).items()):
        if not (kept := crops_folder(flow) / picture).is_file():
            print(f"The picture of step {number} is missing ({kept}); the flow runs without it.")
    print("Nothing is wrong with it." if not checked.unreached else "Take out or reach the steps named above.")
    return UNSOUND if checked.unreached else 0


def approve(
    flow: FlowPath,
    steps: Annotated[
        str | None, typer.Option("--steps", help="Which steps, such as 3,5; else all that need it.")
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How long it holds (30).")] = 30,
    runs: Annotated[
        int | None, typer.Option("--runs", min=1, help="How many runs it holds for; else any number.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for a person's own scripts.")] = False,
) -> int:
    """Leave for steps that would ask, given by the person for exactly this flow."""
    from app.compose.parts import load_policy, secret_store
    from app.settings import load_settings
    from app.storage.approvals import KEY_VARIABLE, trusted_keys, write_approval
    from planner.flow.checking import check_flow
    from planner.safety.approval import KEY_LETTERS, Approval, signed
    from planner.safety.effect import Verdict

    file = _load(flow)
    weighty = {one.step.number: one for one in check_flow(file.flow, load_policy()).weighty}
    askable = {number for number, one in weighty.items() if one.judgement.verdict is Verdict.CONFIRM}
    chosen = _numbers(steps, file) if steps is not None else askable
    keys = trusted_keys(secret_store(), load_settings().approval_secrets)
    if not keys:
        name = load_settings().approval_secrets[0] if load_settings().approval_secrets else "approval"
        raise Misuse(
            f"There is no key to sign with: `deskhand secret set {name}` with {KEY_LETTERS} letters or more, "
            f"or {KEY_VARIABLE} in the environment."
        )
    for number, one in weighty.items():
        allowed = "allowed" if number in chosen and number in askable else "needs you all the same"
        print(f"Step {number} ({one.judgement.verdict.value}): {one.step.purpose}: {allowed}.")
    expires_at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
    approval = Approval(flow=file.sha256, steps=frozenset(chosen), expires_at=expires_at, runs=runs)
    print(write_approval(flow, signed(approval, keys[0])))
    return 0


def _numbers(text: str, file: "FlowFile") -> set[int]:
    from planner.plan import Instruction, Plan

    known = {step.number for step in Plan(instruction=Instruction(text=""), nodes=file.flow.nodes).steps}
    try:
        chosen = {int(part) for part in text.split(",")}
    except ValueError:
        raise Misuse(f"--steps takes numbers such as 3,5; not “{text[:40]}”.") from None
    if not chosen <= known:
        raise Misuse(f"The flow has no step {min(chosen - known)}; it has {len(known)}.")
    return chosen


def export(
    flow: FlowPath,
    to: Annotated[ExportKind, typer.Option("--to", help="python or trajectory.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.", metavar="FILE")],
) -> int:
    """Another program's form of the flow."""
    from app.storage.flows import write_whole
    from planner.flow.exporting.python import as_python
    from planner.flow.exporting.trajectory import as_trajectory

    file = _load(flow)
    text = as_python(file.flow) if to is ExportKind.PYTHON else as_trajectory(file.flow, file.sha256)
    write_whole(out, text)
    print(out)
    return 0


def heal(
    flow: FlowPath,
    accept: Annotated[int | None, typer.Option("--accept", min=1, help="Take this proposal.", metavar="N")] = None,
    refuse: Annotated[int | None, typer.Option("--refuse", min=1, help="Drop this proposal.", metavar="N")] = None,
) -> int:
    """Without a flag: what is proposed, as changes of the file."""
    from app.compose.healing import answer
    from app.storage.flows import flow_text
    from app.storage.healings import read_healings

    if accept is not None and refuse is not None:
        raise Misuse("Choose one: --accept or --refuse.")
    proposed = read_healings(flow)
    number = accept or refuse
    if number is None:
        text = flow_text(flow)
        for count, one in enumerate(proposed, 1):
            print(f"{count}. step {one.number}, sure to {one.healing.score:.2f}:")
            print(_difference(text, one.number, one.healing, flow))
        if not proposed:
            print("Nothing is proposed.")
        return 0
    answer(flow, number, accept=accept is not None)
    print("Accepted; run the flow again to see that it holds." if accept is not None else "Refused.")
    return 0


def loop(flow: FlowPath) -> int:
    """What is done several times with other values: one round of steps, and a table of the values."""
    from app.compose.repeating import make_loop, offered

    words = offered(flow)
    make_loop(flow)
    print(f"{words} They are a loop over a table of these now.")
    return 0


def _difference(text: str, number: int, healing: "Healing", flow: Path) -> str:
    from difflib import unified_diff

    from app.compose.parts import load_words
    from planner.flow.patching import renamed
    from planner.flow.tree import FlowBroken

    try:
        new = renamed(text, number, healing, load_words())
    except FlowBroken as error:
        return f"   {error}"
    lines = unified_diff(text.splitlines(), new.splitlines(), flow.name, flow.name, n=1, lineterm="")
    return "\n".join(f"   {line}" for line in list(lines)[2:])


def schedule(
    flow: FlowPath,
    at: Annotated[str, typer.Option("--at", help="The time of day, such as 07:30.")] = "08:00",
    on: Annotated[str, typer.Option("--on", help="daily, weekdays or weekly.")] = "daily",
    form: Annotated[str, typer.Option("--form", help="systemd, cron or windows.")] = "systemd",
    out: Annotated[Path | None, typer.Option("--out", help="The folder for the files; else they are printed.")] = None,
    where: Annotated[str, typer.Option("--where", help="The flags of the place.")] = "--virtual 1280x800",
) -> int:
    """Entries for the system's own timer, which the person installs."""
    from app.replaying.schedule import entries
    from app.storage.flows import write_whole

    _load(flow)
    command = [
        sys.executable,
        "-m",
        "app",
        "replay",
        str(flow.absolute()),
        *shlex.split(where),
        "--autonomy",
        "unattended",
    ]
    written = entries(flow, command, at=at, on=on, form=form)
    for name, text in written.items():
        if out is None:
            print(f"# {name}\n{text}")
        else:
            out.mkdir(parents=True, exist_ok=True)
            write_whole(out / name, text)
            print(out / name)
    return 0
