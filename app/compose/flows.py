"""A run of a flow, wired: for the command line, the window and Python alike."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from app.compose.parts import say, secret_store
from app.compose.run import Job
from app.settings import load_settings
from app.storage.approvals import approver_for, trusted_keys
from app.storage.flows import FlowFile
from app.where import URL_SCHEMES, How, InBrowser, Where
from planner.actions import OpenAddress
from planner.flow.planning import flow_plan
from planner.flow.values import Flow
from planner.plan import Instruction, Plan, Step
from planner.safety.approval import ApprovedSteps
from planner.safety.gate import Autonomy


def at_its_site(where: Where, flow: Flow) -> Where:
    """A browser of our own begins on the flow's own site, where neither the call nor the flow's first step says so."""
    first = flow.nodes[0]
    opens = isinstance(first, Step) and isinstance(first.action, OpenAddress)
    match where.place:
        case InBrowser(url=None) if not opens and flow.needs.sites and flow.needs.sites[0].startswith(URL_SCHEMES):
            return replace(where, place=replace(where.place, url=flow.needs.sites[0]))
        case _:
            return where


def enough(flow: Flow, how: How) -> int:
    """A flow was written by a person who knows how long it is: the usual limit only guards loops. One that the person
    set holds."""
    if not how.steps_grow:
        return how.max_steps
    plan = Plan(instruction=Instruction(text=""), nodes=flow.nodes)
    return max(how.max_steps, 5 * len(plan.steps)) if plan.is_straight else max(how.max_steps, 2000)


def job_of(file: FlowFile, given: Mapping[str, str], where: Where, how: How) -> Job:
    """One run of the flow. Raises InputsUnfit, Misuse."""
    plan = flow_plan(file.flow, given)
    return Job(plan=plan, where=where, how=how, outputs=file.flow.outputs, approver=_approver(file, how))


def _approver(file: FlowFile, how: How) -> ApprovedSteps | None:
    """What a person allowed beforehand, for when nobody is there."""
    if how.autonomy is not Autonomy.UNATTENDED:
        return None
    keys = trusted_keys(secret_store(), load_settings().approval_secrets)
    approver, problem = approver_for(file, keys, now=datetime.now(UTC))
    if problem:
        say(problem)
    return approver
