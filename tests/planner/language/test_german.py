"""German is put into plain English, and then comes to the same plan."""

import pytest

from app.words import load_foreign
from planner.language.foreign import ForeignWords
from planner.language.lexicon import Lexicon
from planner.language.tables import LexiconBroken
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan
from tests.bench.plan_shape import in_short, is_same

SAME = [
    (
        'Öffne den Texteditor, schreibe "Hallo" und speichere es als hallo.txt',
        'open the text editor, type "Hallo" and save it as hallo.txt',
    ),
    ('Klicke auf "Senden"', 'click "Senden"'),
    ('Klicke "Senden" an', 'click "Senden"'),
    ("Gib „Ana“ in das Feld „Name“ ein", 'type "Ana" into the "Name" field'),
    ("Trage den 24.12.2026 bei Anreise ein", "set Anreise to 2026-12-24"),
    ("Setze „Anreise“ auf den 3. Mai 2027", 'set "Anreise" to 2027-05-03'),
    ("Drücke Strg+S", "press Ctrl+S"),
    ("Wähle „Spanien“ in „Land“ aus", 'choose "Spanien" in "Land"'),
    ("Warte, bis „Fertig“ erscheint, und klicke dann auf „Weiter“", 'wait until "Fertig" appears, then click "Weiter"'),
    ("Klicke in der Zeile von „Krüger“ auf „Bearbeiten“", 'click "Bearbeiten" in the row of "Krüger"'),
]


def short(words: str, lexicon: Lexicon) -> object:
    found = understand(words, lexicon, foreign=load_foreign())
    assert isinstance(found, Plan), found
    return in_short(found)


@pytest.mark.parametrize(("german", "english"), SAME, ids=[german for german, _ in SAME])
def test_german_comes_to_the_plan_of_the_english(german: str, english: str, lexicon: Lexicon) -> None:
    assert is_same(short(german, lexicon), short(english, lexicon))


def test_the_instruction_stays_as_it_was_said(lexicon: Lexicon) -> None:
    plan = understand('Klicke auf "Senden"', lexicon, foreign=load_foreign())
    assert isinstance(plan, Plan)
    assert plan.instruction.text == 'Klicke auf "Senden"'


@pytest.mark.parametrize(
    "words",
    [
        "Klicke auf",
        "Mach mir einen Kaffee und klicke auf Senden",
        "Schreibe ein Gedicht über den Mond in Name",
        'Klicke "Senden',
    ],
)
def test_what_german_says_beyond_that_is_not_understood(words: str, lexicon: Lexicon) -> None:
    assert isinstance(understand(words, lexicon, foreign=load_foreign()), NotUnderstood)


def test_english_is_not_taken_for_german(lexicon: Lexicon) -> None:
    (german,) = load_foreign()
    for words in ("click the button in the dialog", 'type "die" in Name', "open the terminal"):
        assert not german.is_spoken_in(tuple(words.split()), lexicon)


def test_damaged_lists_are_refused() -> None:
    with pytest.raises(LexiconBroken, match="Install Deskhand again"):
        ForeignWords.parse({"words.toml": "[words]\nlead_in = ['bitte']"})
