"""What a run leaves on the disk, and what can be read from it."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.storage.errors import NoSuchRun, RecordDamaged, RunsFolderUnusable
from app.storage.run_folder import RunFolder
from grounding.geometry import Box
from grounding.screen import Query, State
from planner.actions import Click, SaveAs, Secret, TypeText
from planner.actions import Literal as Text
from planner.errors import RecordFailed
from planner.plan import Instruction, Plan
from planner.records import Answered, Asked, ModelAnswered, ModelAsked, Outcome, PlanMade, Status, StepBegins
from planner.safety.question import Answer, By, Question, QuestionKind

PAINT = (38, 38, 44)


def bodies(folder: Path) -> list[dict]:
    return [json.loads(line)["body"] for line in (folder / "records.jsonl").read_text().splitlines()]


def pixels(folder: Path, number: int) -> np.ndarray:
    return np.asarray(Image.open(folder / f"screens/{number:04d}.png"))


def test_an_id_sorts_by_time_and_names_the_folder(desk) -> None:
    first, second = desk.recorder(), desk.recorder()
    assert first.id < second.id
    assert Path(first.folder).parent == desk.runs_folder
    assert first.id.startswith("20261121-053")


def test_a_run_reads_back_as_it_was_recorded(desk) -> None:
    history = RunFolder.open(desk.whole(acts=3))
    assert history.instruction.text == "press OK"
    assert history.options == {"where": "--virtual 1280x800"}
    assert history.outcome == "done"
    assert history.results == {"total": "391"}
    assert [step.sequence for step in history.steps] == [1, 2, 3]
    taken = history.steps[0]
    sent = desk.record(1, step=desk.step("press button 1"))
    assert (taken.step, taken.action, taken.target) == (sent.step, sent.action, sent.target)
    assert (taken.verification, taken.timing, taken.duration_s) == (sent.verification, sent.timing, sent.duration_s)
    assert taken.clearance.rule == "click"
    assert taken.before.size_wh == (160, 100)


def test_pictures_are_the_pixels_that_were_seen_each_kept_once(desk) -> None:
    recorder = desk.begun()
    middle = desk.screenshot("middle", shade=120)
    recorder.step(desk.record(1, after=middle))
    recorder.step(desk.record(2, before=middle))
    recorder.end(Outcome.DONE, "", {})
    folder = Path(recorder.folder)
    assert sorted(file.name for file in (folder / "screens").iterdir()) == ["0001.png", "0002.png", "0003.png"]
    assert np.array_equal(pixels(folder, 2), middle.pixels)


def test_the_intent_stands_before_its_outcome(desk) -> None:
    kinds = [body["type"] for body in bodies(desk.whole(acts=1))]
    assert kinds.index("ActIntended") < kinds.index("StepTaken") < kinds.index("Closing")


def test_questions_answers_and_later_plans_are_kept(desk) -> None:
    recorder = desk.begun()
    question = Question(id="q1", kind=QuestionKind.CONFIRM, text="Send the form?")
    recorder.hear(Asked(question=question))
    recorder.hear(Answered(question=question, answer=Answer(question_id="q1", text="yes", by=By.PERSON)))
    later = Plan(instruction=Instruction(text="press OK"), nodes=(desk.step("press Apply"),))
    recorder.hear(PlanMade(plan=later))
    recorder.end(Outcome.DONE, "", {})
    history = RunFolder.open(Path(recorder.folder))
    assert history.questions[0].question == question
    assert history.answers[0].answer.by is By.PERSON
    assert history.plan == later


# --- secrets ------------------------------------------------------------------------------------------------------


def redact(text: str) -> str:
    return text.replace("hunter2", "{{secret:mail}}")


def test_no_secret_reaches_any_file(desk) -> None:
    recorder = desk.begun(text="type hunter2", redact=redact)
    typed = TypeText(value=Secret(name="mail"), place=Query(text="Password"))
    field = desk.element("Password", value="hunter2")
    shown = desk.target(desk.element("hunter2 is wrong"))
    recorder.intent(1, desk.bound(desk.record(1, action=typed, target=desk.target(field))), desk.permit(None))
    recorder.step(desk.record(1, action=typed, target=desk.target(field), error="hunter2 was not taken"))
    recorder.step(desk.record(2, target=shown))
    recorder.result("read", "it says hunter2")
    recorder.end(Outcome.FAILED, "hunter2 is wrong", {"read": "hunter2"})
    for file in [*Path(recorder.folder).rglob("*"), desk.runs_folder.parent / "history.sqlite"]:
        if file.is_file():
            assert b"hunter2" not in file.read_bytes(), file
    assert "{{secret:mail}}" in (Path(recorder.folder) / "records.jsonl").read_text()


def test_what_a_language_model_was_told_and_said_is_kept_and_no_secret_of_it(desk) -> None:
    recorder = desk.begun(redact=redact)
    recorder.hear(ModelAsked(called="the model “m”", turns=("GOAL pay with hunter2",), pictured=True))
    recorder.hear(ModelAnswered(text='{"outcome": "done"}'))
    recorder.end(Outcome.DONE, "", {})
    asked, answered = RunFolder.open(Path(recorder.folder)).thoughts
    assert asked == ModelAsked(called="the model “m”", turns=("GOAL pay with {{secret:mail}}",), pictured=True)
    assert answered == ModelAnswered(text='{"outcome": "done"}')


def test_a_secret_field_keeps_no_text(desk) -> None:
    recorder = desk.begun()
    field = desk.element("topsecret", State.SECRET, value="topsecret")
    recorder.step(desk.record(1, target=desk.target(field)))
    recorder.end(Outcome.DONE, "", {})
    assert "topsecret" not in (Path(recorder.folder) / "records.jsonl").read_text()


def test_secret_fields_are_painted_out_of_both_pictures(desk) -> None:
    recorder = desk.begun()
    recorder.step(
        desk.record(1, secret_boxes=(Box(0, 0, 10, 10),), target=desk.target(desk.element("x", State.SECRET)))
    )
    recorder.end(Outcome.DONE, "", {})
    for number in (1, 2):
        seen = pixels(Path(recorder.folder), number)
        assert (seen[0:10, 0:10] == PAINT).all()
        assert (seen[40:60, 30:90] == PAINT).all()
        assert (seen[70:] != PAINT).all()


def test_a_field_that_a_secret_was_typed_into_stays_painted_while_it_looks_the_same(desk) -> None:
    recorder = desk.begun()
    typed = TypeText(value=Secret(name="mail"), place=Query(text="Name"))
    recorder.step(desk.record(1, action=typed))
    recorder.step(desk.record(2, target=desk.target(desk.element("Other", left=95))))
    gone = desk.screenshot("gone").pixels.copy()
    gone[40:60, 30:90] = 255
    away = type(desk.screenshot("x"))(
        id="gone", pixels=gone, frame=desk.screenshot("x").frame, taken_at=desk.screenshot("x").taken_at
    )
    recorder.step(desk.record(3, before=away, after=away, target=desk.target(desk.element("Other", left=95))))
    recorder.end(Outcome.DONE, "", {})
    folder = Path(recorder.folder)
    assert all((pixels(folder, number)[40:60, 30:90] == PAINT).all() for number in (1, 2, 3, 4))
    assert (pixels(folder, 5)[40:60, 30:90] == 255).all()


def test_a_picture_is_painted_again_when_more_is_known_to_be_secret(desk) -> None:
    recorder = desk.begun()
    shared = desk.screenshot("shared")
    recorder.step(desk.record(1, after=shared))
    recorder.step(desk.record(2, before=shared, secret_boxes=(Box(0, 0, 20, 20),)))
    recorder.end(Outcome.DONE, "", {})
    assert (pixels(Path(recorder.folder), 2)[0:20, 0:20] == PAINT).all()


# --- resuming -----------------------------------------------------------------------------------------------------


def test_an_act_without_outcome_is_pending_and_never_repeated_unasked(desk) -> None:
    recorder = desk.begun()
    record = desk.record(1, irreversible=True)
    recorder.intent(1, desk.bound(record), record.cleared)
    recorder.close()
    history = RunFolder.open(Path(recorder.folder))
    assert history.outcome == "interrupted"
    assert history.pending_intent.sequence == 1
    assert history.unconfirmed == history.pending_intent
    assert history.steps_done == 0


@pytest.mark.parametrize(
    ("status", "error", "known"),
    [
        (Status.CONFIRMED, "", True),
        (Status.UNCHANGED, "", False),
        (Status.UNCLEAR, "", False),
        (Status.CONFIRMED, "the display is gone", False),
    ],
)
def test_an_irreversible_act_counts_only_when_its_effect_was_seen(desk, status, error, known) -> None:
    recorder = desk.begun()
    recorder.hear(StepBegins(sequence=1, step=desk.step()))
    record = desk.record(1, irreversible=True, status=status, error=error)
    recorder.intent(1, desk.bound(record), record.cleared)
    recorder.step(record)
    recorder.close()
    history = RunFolder.open(Path(recorder.folder))
    assert history.pending_intent is None
    assert (history.unconfirmed is None) is known
    assert history.steps_done == (1 if known else 0)


def test_the_same_plan_made_again_begins_to_count_anew(desk) -> None:
    step = desk.step("press Next")
    recorder = desk.begun(step)
    for sequence in (1, 2):
        if sequence == 2:
            recorder.hear(PlanMade(plan=Plan(instruction=Instruction(text="press OK"), nodes=(step,))))
        recorder.hear(StepBegins(sequence=sequence, step=step))
        assert RunFolder.open(Path(recorder.folder)).steps_done == 0
        recorder.step(desk.record(sequence, step=step))
        assert RunFolder.open(Path(recorder.folder)).steps_done == 1
    recorder.close()


def test_steps_done_counts_steps_of_the_plan_not_acts(desk) -> None:
    same = desk.step("press Next")
    save = desk.step("save", SaveAs(path=Text(text="a.txt")))
    recorder = desk.begun(same, same, save, desk.step("last"))
    path = Path(recorder.folder)

    def done() -> int:
        return RunFolder.open(path).steps_done

    recorder.hear(StepBegins(sequence=1, step=same))
    assert done() == 0
    recorder.step(desk.record(1, step=same, status=Status.UNCHANGED))
    assert done() == 0
    recorder.step(desk.record(2, step=same))
    assert done() == 1
    recorder.hear(StepBegins(sequence=3, step=same))
    assert done() == 1
    recorder.step(desk.record(3, step=same))
    recorder.hear(StepBegins(sequence=4, step=save))
    recorder.step(desk.record(4, step=save, action=Click(place=Query(text="Name"))))
    assert done() == 2  # one act of several
    recorder.step(desk.record(5, step=save, action=save.action))
    assert done() == 3
    recorder.hear(StepBegins(sequence=6, step=desk.step("last")))
    assert done() == 3
    recorder.step(desk.record(6, step=desk.step("last")))
    recorder.end(Outcome.DONE, "", {})
    assert done() == 4


# --- what goes wrong ----------------------------------------------------------------------------------------------


def test_no_run_is_begun_where_nothing_can_be_written(desk, tmp_path: Path) -> None:
    desk.runs_folder = tmp_path / "file"
    desk.runs_folder.write_text("")
    with pytest.raises(RunsFolderUnusable, match="--run-dir"):
        desk.recorder()


def test_a_picture_that_cannot_be_written_stops_the_run_at_the_next_call(desk, eventually) -> None:
    recorder = desk.begun()
    (Path(recorder.folder) / "screens").write_text("in the way")
    recorder.step(desk.record(1))

    def refuses() -> bool:
        try:
            recorder.intent(2, desk.bound(desk.record(2)), desk.permit(None))
        except RecordFailed as error:
            return "cannot be written" in str(error)
        return False

    eventually(refuses)
    recorder.end(Outcome.FAILED, "the record failed", {})
    assert RunFolder.open(Path(recorder.folder)).outcome == "failed"


def test_a_closed_run_takes_no_more_lines(desk) -> None:
    recorder = desk.begun()
    recorder.end(Outcome.DONE, "", {})
    recorder.end(Outcome.FAILED, "", {})
    with pytest.raises(RecordFailed):
        recorder.step(desk.record(1))


def test_a_folder_without_record_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(NoSuchRun):
        RunFolder.open(tmp_path)


def test_a_damaged_record_is_named_in_one_sentence(desk) -> None:
    folder = desk.whole()
    records = folder / "records.jsonl"
    records.write_bytes(records.read_bytes().replace(b"press button 2", b"press button X"))
    with pytest.raises(RecordDamaged, match="was changed"):
        RunFolder.open(folder)


def test_an_index_that_cannot_be_written_stops_nothing(desk, tmp_path: Path) -> None:
    from app.storage.index import Index

    (tmp_path / "wall").write_text("")
    said: list[str] = []
    desk.index = Index(path=tmp_path / "wall" / "history.sqlite", warn=said.append)
    folder = desk.whole()
    assert RunFolder.open(folder).outcome == "done"
    assert len(said) == 1
