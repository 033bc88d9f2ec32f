"""From a person's words to a plan, with no model. All of it is understood before any of it is carried out."""

from collections.abc import Callable
from dataclasses import replace

from planner.language.context import Context, no_application
from planner.language.describe import describe_action
from planner.language.lexicon import Lexicon
from planner.language.reading import read_all
from planner.language.steps import contradiction, made_nodes
from planner.language.tokens import MOST_CHARACTERS, UnclosedQuote, tokenize
from planner.plan import Instruction, NotUnderstood, Plan

LONGEST_PART = 200


def understand(
    text: str, lexicon: Lexicon, is_application: Callable[[str], bool] = no_application
) -> Plan | NotUnderstood:
    """The plan, or exactly the part that cannot be read with the nearest sentence that can.

    is_application: whether a name is that of an installed application; for plans that are carried out on a desktop.
    """
    context = Context(lexicon=lexicon, is_application=is_application)
    if len(text) > MOST_CHARACTERS or not any(sign.isalnum() for sign in text):
        return _short(context.trouble(text, "nothing"))
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return _short(context.trouble(phrase.part, "quote"))
    read = read_all(phrase, context)
    if isinstance(read, NotUnderstood):
        return _short(read)
    opposed = contradiction(read[0])
    if opposed is not None and phrase.index("then") is None:
        return _short(context.trouble(describe_action(opposed), "contradiction"))
    nodes = made_nodes(read[0], lexicon)
    if not nodes:
        return _short(context.trouble(text, "nothing"))
    return Plan(instruction=Instruction(text=text), nodes=nodes)


def _short(trouble: NotUnderstood) -> NotUnderstood:
    if len(trouble.part) <= LONGEST_PART:
        return trouble
    return replace(trouble, part=f"{trouble.part[:LONGEST_PART]}…")
