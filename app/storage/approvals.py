"""Approvals beside their flows, the keys that are trusted here, and how often each was used."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, Misuse
from app.storage.flows import FlowFile, write_whole
from app.storage.places import data_folder
from planner.safety.approval import KEY_LETTERS, Approval, ApprovedSteps, problem_with

if TYPE_CHECKING:
    from app.storage.secrets import SecretStore

KEY_VARIABLE = "DESKHAND_APPROVAL_KEY"
SCHEMA = 1


def approval_file(flow: Path) -> Path:
    """
    >>> str(approval_file(Path("bills.flow.yaml")))
    'bills.flow.yaml.approval.json'
    """
    return flow.with_name(f"{flow.name}.approval.json")


def trusted_keys(store: "SecretStore", names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the environment and of the settings; never one that lies beside a flow."""
    keys = [os.environ.get(KEY_VARIABLE, "")]
    for name in names:
        try:
            keys.append(store.resolve(name))
        except AppError:
            continue  # the settings name it, and this machine has not got it
    return tuple(key for key in dict.fromkeys(keys) if len(key) >= KEY_LETTERS)


def write_approval(flow: Path, approval: Approval) -> Path:
    """Raises Misuse."""
    path = approval_file(flow)
    document = {
        "schema": SCHEMA,
        "flow": approval.flow,
        "steps": sorted(approval.steps),
        "expires_at": approval.expires_at.isoformat(),
        "runs": approval.runs,
        "signature": approval.signature,
    }
    write_whole(path, json.dumps(document, indent=2) + "\n")
    return path


def read_approval(flow: Path) -> Approval | None:
    """None when there is none. Raises Misuse for one that cannot be read."""
    path = approval_file(flow)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["schema"] > SCHEMA:
            raise Misuse(f"{path.name} was written by a newer Deskhand.")
        expires_at = datetime.fromisoformat(document["expires_at"])
        runs = document["runs"]
        if expires_at.tzinfo is None or not (runs is None or isinstance(runs, int)):
            raise ValueError("no time zone, or no number")
        return Approval(
            flow=str(document["flow"]),
            steps=frozenset(int(number) for number in document["steps"]),
            expires_at=expires_at,
            runs=runs,
            signature=str(document["signature"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Misuse(f"{path.name} is no approval that can be read; approve the flow anew.") from error


def approver_for(file: FlowFile, keys: tuple[str, ...], *, now: datetime) -> tuple[ApprovedSteps | None, str]:
    """Leave for one run, counted as used; or None, and why there is none ("" when none was ever given)."""
    approval = read_approval(file.path)
    if approval is None:
        return None, ""
    used = _used()
    done = used.get(approval.signature, 0)
    problem = problem_with(approval, flow=file.sha256, keys=keys, now=now, runs_done=done)
    if problem:
        return None, problem
    _keep_used({**used, approval.signature: done + 1})
    return ApprovedSteps(approval.steps), ""


def _used_file() -> Path:
    return data_folder() / "approvals-used.json"


def _used() -> dict[str, int]:
    try:
        kept = json.loads(_used_file().read_text(encoding="utf-8"))
        return {str(name): int(number) for name, number in kept.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Misuse(f"{_used_file()} cannot be read, so no approval holds; move it away.") from error


def _keep_used(used: dict[str, int]) -> None:
    _used_file().parent.mkdir(parents=True, exist_ok=True)
    write_whole(_used_file(), json.dumps(used) + "\n")
