"""Questions in plain words: what, to whom or where, which data, why, and whether it can be undone.

Decision: the sentence is put together from Deskhand's own words, the person's own words and facts (the host, the kind
of control). Nothing that a screen says gets into it, so no page can talk through the question; what the screen says
stands under `evidence`, cleaned of everything that could disguise it.
"""

from typing import Final, assert_never

from grounding.screen import Role, Target
from planner.actions import (
    Act,
    AnswerDialog,
    Back,
    Clear,
    Click,
    Copy,
    Drag,
    GiveFile,
    Hover,
    OpenAddress,
    OpenApp,
    OpenFile,
    Paste,
    PressKeys,
    Scroll,
    SwitchTo,
    TypeText,
)
from planner.safety.address import host_of
from planner.safety.effect import Effect, Judgement, Verdict
from planner.safety.folding import folded
from planner.safety.objects import plain
from planner.safety.permit import BoundAction
from planner.safety.question import Question, QuestionKind

_KINDS: Final = {
    Verdict.CONFIRM: QuestionKind.CONFIRM,
    Verdict.TYPED: QuestionKind.TYPED,
    Verdict.HAND_OVER: QuestionKind.HAND_OVER,
}
_EVIDENCE_LETTERS: Final = 240
_EVIDENCE_LINES: Final = 24
_WORDS_LETTERS: Final = 200


def question_for(
    bound: BoundAction,
    effect: Effect,
    judgement: Judgement,
    *,
    question_id: str,
    action_hash: str,
    evidence: tuple[str, ...],
) -> Question:
    """The question for a verdict that needs a person."""
    element = bound.target.element if bound.target else None
    action = action_words(bound, effect)
    return Question(
        id=question_id,
        kind=_KINDS[judgement.verdict],
        text=_sentence(action, effect, judgement),
        verdict=judgement.verdict,
        rule=judgement.rule,
        action=action,
        action_hash=action_hash,
        place=effect.site or plain(effect.app),
        target_role=element.role.value if element else effect.role,
        target_text=plain(element.text or element.hint) if element else plain(effect.label),
        target_box=element.box if element else None,
        data=tuple(plain(one) for one in judgement.data),
        destination=plain(judgement.destination),
        irreversible=judgement.irreversible,
        phrase=judgement.phrase,
        evidence=_evidence(effect, evidence),
    )


def action_words(bound: BoundAction, effect: Effect) -> str:
    """The act, without a word from the screen but those that the person used too."""
    what = _act_words(bound.action, bound.target, effect)
    where = _where(effect)
    return f"{what} {where}".strip()


def _sentence(action: str, effect: Effect, judgement: Judgement) -> str:
    parts = [f"{action[:1].upper()}{action[1:]}?", judgement.reason]
    if effect.instruction:
        said = plain(effect.instruction, _WORDS_LETTERS)
        parts.append(f"You asked: “{said}”.")
    if judgement.data:
        parts.append("What would go out, and where to, is named beside this question.")
    parts.append("This cannot be undone." if judgement.irreversible else "This can be undone or stays on this machine.")
    match judgement.verdict:
        case Verdict.TYPED:
            parts.append("Retype the phrase exactly to allow it.")
        case Verdict.HAND_OVER:
            parts.append("Please do it yourself; answer yes when it is done.")
        case Verdict.CONFIRM | Verdict.ALLOW | Verdict.FORBID:
            pass
        case _:
            assert_never(judgement.verdict)
    return " ".join(parts)


def _act_words(action: Act, target: Target | None, effect: Effect) -> str:
    it = _thing(target, effect)
    match action:
        case Click(count=2):
            return f"double-click {it}"
        case Click() | Hover():
            return f"click {it}" if isinstance(action, Click) else f"point at {it}"
        case TypeText():
            return f"type into {it}"
        case Clear():
            return f"clear {it}"
        case PressKeys(keys=keys):
            return f"press {'+'.join(keys)} on {it}" if target or effect.label else f"press {'+'.join(keys)}"
        case Scroll():
            return "scroll"
        case Drag():
            return f"drag {it} to another place"
        case Copy():
            return f"copy from {it}"
        case Paste():
            return f"paste into {it}"
        case AnswerDialog(accept=accept):
            return "accept the browser's question" if accept else "decline the browser's question"
        case GiveFile(path=path):
            return f"give the file {plain(path, _WORDS_LETTERS)}"
        case OpenApp(name=name) | SwitchTo(name=name):
            verb = "open" if isinstance(action, OpenApp) else "switch to"
            return f"{verb} {plain(name)}"
        case OpenFile(path=path):
            return f"open the file {plain(path, _WORDS_LETTERS)}"
        case OpenAddress(address=address):
            return f"open the address {plain(address, _WORDS_LETTERS)}"
        case Back():
            return "go back"
        case _:
            assert_never(action)


def _thing(target: Target | None, effect: Effect) -> str:
    """The control by its role, and by the name that the person gave it, if they did."""
    role = target.element.role.value if target else effect.role
    kind = _role_words(role)
    wanted = target.query.text if target else ""
    if wanted and folded(wanted) and folded(wanted) in folded(effect.instruction):
        return f"the {kind} that you called “{plain(wanted)}”"
    return f"the {kind} described under evidence"


def _role_words(role: str) -> str:
    known = {one.value for one in Role}
    return role.replace("_", " ") if role in known else "control"


def _where(effect: Effect) -> str:
    host = host_of(effect.site)
    if not host:
        return ""
    try:
        return f"on {host.encode('idna').decode('ascii')}"
    except UnicodeError:
        return "on a site with an odd name"


def _evidence(effect: Effect, given: tuple[str, ...]) -> tuple[str, ...]:
    lines = [f"it says: {effect.label}" if effect.label else "it has no name"]
    if effect.app:
        lines.append(f"window: {effect.app}")
    lines += [f"screen: {line}" for line in given]
    if effect.nearby:
        lines.append(f"near it: {effect.nearby}")
    lines += [f"form: {line}" for line in effect.form]
    return tuple(plain(line, _EVIDENCE_LETTERS) for line in lines[:_EVIDENCE_LINES])
