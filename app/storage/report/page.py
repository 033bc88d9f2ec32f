"""The whole report: what was asked, what came of it, every step, questions, times, and whether the record is whole."""

from datetime import datetime

from app.storage.history import RunHistory
from app.storage.records import ActIntended
from app.storage.report.markup import escaped, pill, screen_text, seconds, table
from app.storage.report.pictures import Gallery
from app.storage.report.step import in_order, part_name, step_card, timing_bar
from app.storage.report.style import CSS
from app.storage.verifying import Finding, Integrity
from planner.language.describe import describe_action
from planner.records import ModelAnswered, ModelAsked

# Nothing may be loaded and nothing may run, whatever stands in the page.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_OUTCOME_KINDS = {
    "done": "good",
    "unverified": "warn",
    "failed": "bad",
    "infeasible": "bad",
    "refused": "bad",
    "stopped": "warn",
    "running": "warn",
    "interrupted": "warn",
}


def report(history: RunHistory, finding: Finding) -> str:
    """One self-contained HTML file."""
    gallery = Gallery(history.folder)
    cards = "".join(step_card(step, gallery) for step in history.steps)
    body = (
        f"{_header(history, finding)}<main>{_notices(history, finding)}{_outputs(history)}{_criteria(history)}"
        f"<h2>Steps</h2>{cards or '<p class=soft>Nothing was done.</p>'}"
        f"{_questions(history)}{_thoughts(history)}{_times(history)}{_record(history, finding)}</main>"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escaped(history.instruction.text[:80])} · Deskhand</title><style>{CSS}</style></head>"
        f"<body>{gallery.definitions()}{body}</body></html>\n"
    )


def _header(history: RunHistory, finding: Finding) -> str:
    reason = history.closing.reason if history.closing is not None else ""
    facts = [
        ("Started", _time(history.started_at)),
        ("Took", seconds(history.duration_s)),
        ("Steps", str(len(history.steps))),
        ("Asked", _times_asked(len(history.questions))),
        ("Record", finding.integrity.value),
        *((name, value) for name, value in history.opening.options if value),
    ]
    described = "".join(f"<div><dt>{escaped(name)}</dt><dd>{escaped(value)}</dd></div>" for name, value in facts)
    return (
        f'<header><div class="kicker">Deskhand · run {escaped(history.id)}</div>'
        f"<h1>{escaped(history.instruction.text)}</h1>"
        f'<p class="verdict">{pill(history.outcome, _OUTCOME_KINDS.get(history.outcome, ""))}'
        f"<span>{escaped(reason)}</span></p><dl class='facts'>{described}</dl></header>"
    )


def _notices(history: RunHistory, finding: Finding) -> str:
    notices = []
    if not finding.integrity.sound:
        notices.append(_notice("The record is not as it was written", escaped(finding.sentence), bad=True))
    elif history.damage:
        notices.append(_notice("Part of the record cannot be read", escaped(history.damage), bad=True))
    if finding.integrity is Integrity.INTERRUPTED:
        notices.append(_notice("The run was interrupted", "It ended without saying goodbye; nothing follows below."))
    pending = history.pending_intent
    if pending is not None and not history.running:
        notices.append(_notice("One act is unknown", _pending(pending), bad=pending.clearance.irreversible))
    return "".join(notices)


def _notice(title: str, markup: str, *, bad: bool = False) -> str:
    return f'<div class="card notice{" bad" if bad else ""}"><strong>{escaped(title)}.</strong> {markup}</div>'


def _pending(pending: ActIntended) -> str:
    again = " It cannot be undone, so it is never repeated unasked." if pending.clearance.irreversible else ""
    return (
        f"“{escaped(describe_action(pending.action))}” was begun, and nothing more is known of it: "
        f"it may or may not have happened.{again}"
    )


def _outputs(history: RunHistory) -> str:
    if not history.results:
        return ""
    rows = [(escaped(name), screen_text(text)) for name, text in history.results.items()]
    return f'<h2>Results</h2><div class="card">{table(("Name", "Text"), rows, wide=1)}</div>'


def _criteria(history: RunHistory) -> str:
    """What each goal, and the plan, asked, and what became of it."""
    tables = []
    for account in history.accounts:
        rows = [(screen_text(line.words), escaped(line.state)) for line in account.lines]
        tables.append(
            f'<p class="soft">{screen_text(account.goal)}</p><div class="card">'
            f"{table(('Criterion', 'State'), rows, wide=0)}</div>"
        )
    learnt = [f"<li>{screen_text(used.lesson.words)}</li>" for used in history.lessons]
    from_before = f'<h2>From earlier runs</h2><div class="card"><ul>{"".join(learnt)}</ul></div>' if learnt else ""
    return (f"<h2>Criteria</h2>{''.join(tables)}" if tables else "") + from_before


def _questions(history: RunHistory) -> str:
    if not history.questions:
        return ""
    answers = {answered.answer.question_id: answered.answer for answered in history.answers}
    rows = []
    for asked in history.questions:
        answer = answers.get(asked.question.id)
        said = screen_text(answer.text) if answer is not None and answer.text else "no answer"
        rows.append((screen_text(asked.question.text), said, escaped(answer.by) if answer is not None else ""))
    return f'<h2>Questions</h2><div class="card">{table(("Question", "Answer", "By"), rows, wide=0)}</div>'


def _thoughts(history: RunHistory) -> str:
    """What a language model was told, to the letter, and what it said."""
    if not history.thoughts:
        return ""
    rows = []
    for thought in history.thoughts:
        match thought:
            case ModelAsked(called=called, turns=turns, pictured=pictured):
                rows.append((f"to {escaped(called)}{', with a picture' if pictured else ''}", _lines("\n".join(turns))))
            case ModelAnswered(text=text):
                rows.append(("its answer", _lines(text)))
    return f'<h2>The language model</h2><div class="card">{table(("", "Words"), rows, wide=1)}</div>'


def _lines(text: str) -> str:
    return "<br>".join(screen_text(line, longest=4000) for line in text.splitlines())


def _times(history: RunHistory) -> str:
    if not history.steps:
        return ""
    sums: dict[str, float] = {}
    for step in history.steps:
        for name, value in step.timing.items():
            sums[name] = sums.get(name, 0.0) + value
    sums = {name: sums[name] for name in in_order(sums)}
    headings = ("Step", *(part_name(name) for name in sums), "all")
    rows = [
        (
            f'<a href="#step-{step.sequence}">{step.sequence}</a>',
            *(seconds(step.timing[name]) if name in step.timing else "" for name in sums),
            seconds(step.duration_s),
        )
        for step in history.steps
    ]
    whole = sum(step.duration_s for step in history.steps)
    rows.append(("sum", *(seconds(value) for value in sums.values()), seconds(whole)))
    return f'<h2>Times</h2><div class="card">{timing_bar(sums)}{table(headings, rows)}</div>'


def _record(history: RunHistory, finding: Finding) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in history.opening.versions)
    continues = f"<br>Goes on with run {escaped(history.opening.continues)}." if history.opening.continues else ""
    return (
        f"<footer>{escaped(finding.sentence)}<br>Head {escaped(finding.head or 'none')}"
        f"<br>{escaped(versions)}{continues}</footer>"
    )


def _time(at: str) -> str:
    try:
        return f"{datetime.fromisoformat(at):%Y-%m-%d %H:%M:%S} UTC"
    except ValueError:
        return at


def _times_asked(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")
