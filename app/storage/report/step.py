"""One step in a report: pictures with the target drawn, why it was chosen, what the gate said, what was seen, times."""

from collections.abc import Iterable

from app.storage.records import Clearance, StepTaken
from app.storage.report.markup import escaped, pill, screen_text, seconds, table
from app.storage.report.pictures import Gallery, close_up, overlay
from grounding.geometry import Box
from grounding.screen import Element, FoundBy, Target
from planner.language.describe import describe_action
from planner.records import Status
from planner.safety.effect import Verdict
from planner.safety.question import By

STATUS_KINDS = {
    Status.CONFIRMED: "good",
    Status.UNCHANGED: "warn",
    Status.UNCLEAR: "warn",
    Status.CONTRADICTED: "bad",
}
_VERDICT_KINDS = {
    Verdict.ALLOW: "good",
    Verdict.CONFIRM: "warn",
    Verdict.TYPED: "warn",
    Verdict.HAND_OVER: "warn",
    Verdict.FORBID: "bad",
}
_VERDICT_WORDS = {
    Verdict.ALLOW: "allowed",
    Verdict.CONFIRM: "to be confirmed",
    Verdict.TYPED: "to be confirmed by typing",
    Verdict.HAND_OVER: "to be done by the person",
    Verdict.FORBID: "forbidden",
}
_BY_WORDS = {
    By.POLICY: " by the policy",
    By.PERSON: " by the person",
    By.APPROVAL: " by an approval",
    By.DEMO: " by the demo",
    By.NOBODY: ": nobody was there to ask",
}
_PARTS = ("look_s", "parse_s", "locate_s", "gate_s", "record_s", "act_s", "settle_s", "watch_s", "verify_s")
_FOUND_BY = {FoundBy.VISION: "vision", FoundBy.TEXT: "text in the picture", FoundBy.STRUCTURE: "page or accessibility"}


def step_card(step: StepTaken, gallery: Gallery) -> str:
    anchor = f"step-{step.sequence}"
    error = f'<p class="error">{escaped(step.error)}</p>' if step.error else ""
    action = describe_action(step.action)
    return (
        f'<section class="card step" id="{anchor}"><div class="top"><span class="count">{step.sequence}</span>'
        f'<span class="purpose">{escaped(step.step.purpose or action)}</span>'
        f"{pill(step.verification.status, STATUS_KINDS[step.verification.status])}"
        f'<span class="count">{seconds(step.duration_s)}</span></div>'
        f'<p class="action">{escaped(action)}</p>{error}{_pictures(step, gallery, anchor)}'
        f'{_target(step, gallery)}<div class="columns">{_gate(step.clearance)}{_evidence(step)}{_timing(step)}</div>'
        "</section>"
    )


def timing_bar(timing: dict[str, float]) -> str:
    """Times by part, as a bar with its legend."""
    parts = [(name, timing[name]) for name in in_order(timing) if timing[name] > 0]
    total = sum(value for _, value in parts)
    if not total:
        return '<p class="soft">Nothing was timed.</p>'
    bar = "".join(
        f'<i class="p{number % 8}" style="width:{value / total:.2%}"></i>' for number, (_, value) in enumerate(parts)
    )
    legend = "".join(
        f'<span><i class="p{number % 8}"></i>{escaped(part_name(name))} {seconds(value)}</span>'
        for number, (name, value) in enumerate(parts)
    )
    return f'<div class="bar">{bar}</div><div class="legend">{legend}</div>'


def in_order(parts: Iterable[str]) -> list[str]:
    """As they happen in a step; what is not known here comes last.

    >>> in_order(["act_s", "other_s", "look_s"])
    ['look_s', 'act_s', 'other_s']
    """
    return sorted(parts, key=lambda part: (_PARTS.index(part) if part in _PARTS else len(_PARTS), part))


def part_name(key: str) -> str:
    """
    >>> part_name("settle_s")
    'settle'
    """
    return key.removesuffix("_s").replace("_", " ")


def _pictures(step: StepTaken, gallery: Gallery, anchor: str) -> str:
    marks = overlay(step.target, step.end_target) if step.target is not None else ""
    figures = []
    for name, picture, drawn in (("Before", step.before, marks), ("After", step.after, "")):
        if picture is None:
            continue
        label = f"{name} step {step.sequence}"
        large = f"{anchor}-{name.lower()}"
        shot = gallery.drawn(picture, label, drawn)
        at = f"{picture.taken_at:%H:%M:%S}"
        figures.append(
            f'<figure><a href="#{large}" title="Enlarge">{shot}</a>'
            f"<figcaption><span>{name}</span><span>{at} UTC, {picture.size_wh[0]}×{picture.size_wh[1]}</span>"
            f'</figcaption></figure><div class="lightbox" id="{large}">'
            f'<a class="close" href="#{anchor}" aria-label="Close"></a>{shot}</div>'
        )
    return f'<div class="pair">{"".join(figures)}</div>' if figures else ""


def _target(step: StepTaken, gallery: Gallery) -> str:
    target = step.target
    if target is None:
        return ""
    picture = step.before
    near = ""
    if picture is not None and picture.id == target.screenshot_id:
        shot = gallery.drawn(picture, "The target, close up", overlay(target, None), close_up(target, picture))
        near = f"<div>{shot}</div>"
    why = f"<p>{escaped(target.why)}</p>" if target.why else ""
    return f'<div class="chosen"><h3>Why this one</h3>{near}<div>{why}{_candidates(target)}</div></div>'


def _candidates(target: Target) -> str:
    rows = [
        (
            "chosen" if number == 0 else str(number),
            _named(element),
            f"{score:.2f}",
            escaped(_FOUND_BY[element.found_by]),
            _place(element.box),
        )
        for number, (element, score) in enumerate(
            [(target.element, target.score), *((runner.element, runner.score) for runner in target.runners_up)]
        )
    ]
    return table(("", "Control", "Score", "Found by", "Place"), rows, wide=1)


def _named(element: Element) -> str:
    role = escaped(element.role.replace("_", " "))
    return f"{role} {screen_text(element.text, longest=80)}" if element.text else role


def _place(box: Box) -> str:
    return f"{box.width}×{box.height} at {box.left}, {box.top}"


def _gate(clearance: Clearance | None) -> str:
    if clearance is None:
        return "<div><h3>Gate</h3><p class='soft'>Touches nothing, so it needs no leave.</p></div>"
    lasting = " It cannot be undone." if clearance.irreversible else ""
    done = "let through" if clearance.permitted else "not let through"
    if clearance.verdict is Verdict.HAND_OVER and not clearance.permitted and clearance.by is By.PERSON:
        done = "done"
    data = "".join(f"<li>{screen_text(one)}</li>" for one in clearance.data)
    return (
        f"<div><h3>Gate</h3><p>{pill(_VERDICT_WORDS[clearance.verdict], _VERDICT_KINDS[clearance.verdict])} "
        f"{done}{_BY_WORDS[clearance.by]}.{lasting}</p>"
        f"<p>{escaped(clearance.reason)}</p><p class='soft'>Rule: {escaped(clearance.rule)}</p>"
        + (f"<p>To {screen_text(clearance.destination)}</p>" if clearance.destination else "")
        + (f"<ul>{data}</ul>" if data else "")
        + "</div>"
    )


def _evidence(step: StepTaken) -> str:
    kinds = {"agrees": "good", "disagrees": "bad", "no_answer": ""}
    rows = [
        (
            escaped(evidence.path),
            pill(evidence.says.replace("_", " "), kinds[evidence.says]),
            screen_text(evidence.detail),
        )
        for evidence in step.verification.evidence
    ]
    found = table(("Asked", "Says", "What"), rows, wide=2) if rows else '<p class="soft">Nothing was looked for.</p>'
    return f"<div><h3>What was seen after</h3>{found}</div>"


def _timing(step: StepTaken) -> str:
    return f"<div><h3>Time</h3>{timing_bar(step.timing)}</div>"
