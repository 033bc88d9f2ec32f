"""What came of a flow, for test tools: JUnit's XML (the format that Jenkins, GitLab and others read)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from app.errors import Misuse
from planner.records import Outcome


@dataclass(frozen=True, kw_only=True)
class Case:
    """One run: of the flow, or of one row."""

    name: str
    outcome: Outcome
    reason: str
    duration_s: float
    run: str


def write_junit(path: Path, flow: str, cases: Iterable[Case]) -> None:
    """Failures are outcomes that say so; what was refused, stopped or could not be done is an error. Raises Misuse."""
    listed = list(cases)
    failed = [case for case in listed if case.outcome in (Outcome.FAILED, Outcome.UNVERIFIED)]
    halted = [case for case in listed if case.outcome in (Outcome.REFUSED, Outcome.STOPPED, Outcome.INFEASIBLE)]
    counts = {
        "tests": str(len(listed)),
        "failures": str(len(failed)),
        "errors": str(len(halted)),
        "time": f"{sum(case.duration_s for case in listed):.3f}",
    }
    root = Element("testsuites", counts)
    suite = SubElement(root, "testsuite", {"name": _clean(flow), **counts})
    for case in listed:
        told = SubElement(
            suite, "testcase", {"classname": _clean(flow), "name": case.name, "time": f"{case.duration_s:.3f}"}
        )
        if case.outcome is not Outcome.DONE:
            kind = "failure" if case in failed else "error"
            said = {"type": case.outcome.value, "message": _clean(case.reason)}
            SubElement(told, kind, said).text = _clean(case.reason)
        if case.run:
            SubElement(told, "system-out").text = case.run
    indent(root)
    try:
        ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror or 'the disk refuses it'}.") from error


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
