"""Fits the calibration of the locator's scores: `assets/words/calibration.toml`.

    python -m grounding.training.locator.calibrate --screens DIR... --most 400 --out assets/words/calibration.toml

Each question is asked of its own screen, where an answer is right when it points into its control; of the same screen
without that control, and of a screen of another look, where every answer is wrong. Then a logistic regression with a
quadratic penalty, by Newton's method. A fifth of the answers is kept apart and only scored.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from app.words import load_lexicon
from grounding.engine import Engine, package_folder
from grounding.geometry import Box
from grounding.icons import IconEncoder, read_meanings
from grounding.locator.calibration import best_called_otherwise, features
from grounding.locator.order import Ranked
from grounding.locator.ranking import rank
from grounding.locator.scene import Scene, point_in, scene_of
from grounding.screen import Frame, Query, Screenshot
from grounding.training.locator.questions import Question, icon_questions, questions, seen
from grounding.training.regression import logistic
from grounding.training.render.sample import Sample, read
from planner.language.orders import read_place

ASKED_A_SCREEN, ICONS_A_SCREEN = 6, 4
GROWN_BY = 4
PENALTY = 2.0
VOCABULARY = package_folder("assets") / "words" / "icon_names.toml"
SHARE_APART = 5
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """weight: what it counts for in the fit. Every question is asked once where its answer is and twice where it is
    not; as many are to be there as not."""

    features: dict[str, float]
    right: bool
    weight: float


@dataclass(frozen=True, kw_only=True)
class Answer:
    """candidates: the first by the rules, and the first drawing where that is another. there: it was to be found.
    drawn: a drawing was asked for."""

    candidates: list[Candidate]
    there: bool
    drawn: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--screens", type=Path, nargs="+", required=True)
    parser.add_argument("--most", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    chosen: list[Path] = []
    for folder in options.screens:
        paths = sorted(folder.glob("*.json"))
        chosen += chance.sample(paths, min(options.most // len(options.screens), len(paths)))
    chance.shuffle(chosen)
    answers = list(asked(chosen, chance))
    apart = [answer for at, answer in enumerate(answers) if at % SHARE_APART == 0]
    rest = [answer for at, answer in enumerate(answers) if at % SHARE_APART]
    weights = fit([one for answer in rest for one in answer.candidates])
    print(report([answer for answer in apart if not answer.drawn], weights))
    print("of drawings")
    print(report([answer for answer in apart if answer.drawn], weights))
    unanswered = sum(not answer.candidates for answer in answers)
    print(f"{len(answers)} questions, {unanswered} without any answer")
    write(options.out, weights, len(chosen), len(answers))


def asked(paths: Sequence[Path], chance: random.Random) -> list[Answer]:
    """One answer a question and screen."""
    lexicon, icons, meanings = load_lexicon(), IconEncoder(engine=Engine(threads=1)), read_meanings(VOCABULARY)
    answers: list[Answer] = []
    elsewhere: list[tuple[str, Question]] = []
    for path in paths:
        sample = read(path)
        screenshot = Screenshot(
            id=path.stem, pixels=sample.pixels, frame=Frame(surface_id="rendered"), taken_at=datetime.now(UTC)
        )
        scene = scene_of(seen(sample, screenshot, icons, chance), icons)
        texts = {line.text.casefold() for line in sample.lines} | {one.text.casefold() for one in sample.elements}
        own = questions(sample, chance, ASKED_A_SCREEN) + icon_questions(sample, meanings, chance, ICONS_A_SCREEN)
        others = [(look, one) for look, one in elsewhere if look != sample.source and is_foreign(one, texts)]
        foreign = [one for _, one in chance.sample(others, min(len(own), len(others)))]
        for question in own:
            answers.append(answer_to(read_place(question.words, lexicon), scene, question, there=True))
        emptied = scene_of(seen(without(sample, own), screenshot, icons, chance), icons)
        for question in own:
            answers.append(answer_to(read_place(question.words, lexicon), emptied, question, there=False))
        for question in foreign:
            answers.append(answer_to(read_place(question.words, lexicon), scene, question, there=False))
        elsewhere = [*elsewhere, *((sample.source, one) for one in own)][-400:]
    return answers


def without(sample: Sample, asked_for: Sequence[Question]) -> Sample:
    """Without those controls and what is written on them or beside them as their name."""
    boxes = [box for question in asked_for for box in question.boxes]
    names = {question.name.casefold() for question in asked_for}

    def stays(box: Box, text: str) -> bool:
        return text.casefold() not in names and not any(box.share_inside(gone) > 0.5 for gone in boxes)

    return replace(
        sample,
        elements=tuple(one for one in sample.elements if stays(one.box, one.text)),
        lines=tuple(line for line in sample.lines if stays(line.box, line.text)),
    )


def is_foreign(question: Question, texts: set[str]) -> bool:
    """Whether nothing on a screen is called so, and no drawing begins with the same word."""
    name = question.name.casefold()
    return name not in texts and not any(text.split()[:1] == name.split()[:1] for text in texts)


def answer_to(query: Query, scene: Scene, question: Question, *, there: bool) -> Answer:
    ranked = rank(query, scene)
    first = ranked[:1]
    first += [one for one in ranked if one.is_drawing and one is not ranked[0]][:1]
    candidates = [
        Candidate(
            features=dict(features(one, best_called_otherwise(one, ranked), query)),
            right=there and points_into(one, scene, question),
            weight=1.0 if there else 0.5,
        )
        for one in first
    ]
    return Answer(candidates=candidates, there=there, drawn=question.drawn)


def points_into(one: Ranked, scene: Scene, question: Question) -> bool:
    point = one.part or point_in(one.element, scene)
    return any(box.grown(GROWN_BY).contains(point) for box in question.boxes)


def fit(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Weights by name."""
    names = sorted({name for one in candidates for name in one.features})
    matrix = np.array([[one.features.get(name, 0.0) for name in names] for one in candidates])
    truth = np.array([one.right for one in candidates], dtype=np.float64)
    counts = np.array([one.weight for one in candidates])
    weights = logistic(matrix, truth, weights=counts, penalty=PENALTY, prior=np.zeros(len(names)))
    return dict(zip(names, weights.tolist(), strict=True))


def chance_of(one: Candidate, weights: dict[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in one.features.items()))))


def report(answers: Sequence[Answer], weights: dict[str, float]) -> str:
    best = [
        max(((chance_of(one, weights), one.right) for one in answer.candidates), default=(0.0, False))
        for answer in answers
    ]
    chances, right = np.array([chance for chance, _ in best]), np.array([is_right for _, is_right in best])
    there = np.array([answer.there for answer in answers])
    lines = ["probability  answers  right"]
    for low in np.arange(0, 1, 0.1):
        within = (chances >= low) & (chances < low + 0.1 + 1e-9)
        if within.any():
            lines.append(f"{low:.1f} to {low + 0.1:.1f}   {within.sum():7d}  {right[within].mean():.3f}")
    lines.append("threshold  right of those there  missed of those not there")
    for threshold in THRESHOLDS:
        found = (right & there & (chances >= threshold)).sum() / max(1, there.sum())
        missed = (chances[~there] < threshold).mean()
        lines.append(f"{threshold:9.2f}  {found:20.3f}  {missed:.3f}")
    return "\n".join(lines)


def write(path: Path, weights: dict[str, float], screens: int, answers: int) -> None:
    head = [
        "# How probable it is that an answer is right: the weights of `grounding.locator.calibration`.",
        f"# Made by grounding.training.locator.calibrate from {answers} questions to {screens} rendered screens.",
        "",
        "[weights]",
    ]
    rows = [f'"{name}" = {weight:.3f}' for name, weight in sorted(weights.items())]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
