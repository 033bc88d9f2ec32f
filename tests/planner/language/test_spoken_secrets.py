"""Passwords in an instruction are taken out of it; other words stay."""

import pytest

from planner.language.lexicon import Lexicon
from planner.language.spoken_secrets import withhold


@pytest.mark.parametrize(
    ("words", "text", "values"),
    [
        ("log in as ana with password x9!k", "log in as ana with password {{secret:password}}", ["x9!k"]),
        ('set the password to "let me in"', 'set the password to "{{secret:password}}"', ["let me in"]),
        ("the password is tr0ub4dor, then greet", "the password is {{secret:password}}, then greet", ["tr0ub4dor"]),
        ("sign in with the password kitten.", "sign in with the password {{secret:password}}.", ["kitten"]),
        ("password: hunter2 please", "password: {{secret:password}} please", ["hunter2"]),
        ("use pin code 4711 and go on", "use pin code {{secret:pin-code}} and go on", ["4711"]),
        (
            "the old password is abc123 and the new password is def456",
            "the old password is {{secret:password}} and the new password is {{secret:password-2}}",
            ["abc123", "def456"],
        ),
        ("password abc123, again abc123", "password {{secret:password}}, again {{secret:password}}", ["abc123"]),
    ],
)
def test_a_password_is_taken_out(lexicon: Lexicon, words: str, text: str, values: list[str]) -> None:
    withheld = withhold(words, lexicon)
    assert withheld.text == text
    assert [secret.value for secret in withheld.secrets] == values


@pytest.mark.parametrize(
    "words",
    [
        "type my password into Password, then click Log in",
        "type the secret badge into the password field",
        "if the password is wrong, click Forgot",
        "show the password and go on",
        "log in with password {{secret:mail}}",
        "click Save",
        "",
        "password",
        '"',
    ],
)
def test_other_words_stay(lexicon: Lexicon, words: str) -> None:
    assert withhold(words, lexicon).text == words


def test_the_value_is_in_no_representation(lexicon: Lexicon) -> None:
    assert "x9!k" not in repr(withhold("with password x9!k", lexicon))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("melde dich als ana mit dem Passwort geheim77 an", "passwort"),
        ("connecte-toi avec le mot de passe soleil9", "mot-de-passe"),
    ],
)
def test_a_password_is_told_in_other_languages(words: str, name: str, lexicon: Lexicon) -> None:
    assert [secret.name for secret in withhold(words, lexicon).secrets] == [name]


def test_a_verb_that_ends_a_sentence_is_no_password(lexicon: Lexicon) -> None:
    assert withhold("Gib das Passwort ein", lexicon).secrets == ()
