"""How text is to look, and which of it: "make the word X bold", "give everything the colour red", "underline X"."""

import re

from grounding.screen import Query, Role
from planner.actions import Action, Button, Click, SelectOption, SetChecked, TypeText
from planner.language.context import Context
from planner.language.frames.objects import Answer, plain_name, without_determiner
from planner.language.lexicon import WordClass
from planner.language.looks import Picking
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause
from planner.text_looks import MarkText, SetColor, Style, StyleText

_COLOR_NUMBER = re.compile(r"#[0-9a-fA-F]{6}")
_LINKS = frozenset({"in", "into", "to", "as"})


def style(clause: Clause, context: Context) -> Answer:
    """ "give X the style bold", "make X bold", "set X in italics", "change the colour of X to red"."""
    picking = context.lexicon.looks.picking
    body = clause.body.trimmed()
    if not context.on_desktop:  # there it is an application, to be opened first
        body = body.without_end(picking[Picking.IN_EDITOR])
    for kind in (Picking.STYLE_OF, Picking.COLOR_OF):
        head = body.begins(picking[kind])
        to = body.index("to") if head else None
        if to and head < to < len(body) - 1:
            return _styled(body.part(head, to), body.part(to + 1), context)
    for at in range(1, len(body)):
        text, look = body.part(0, at), body.part(at)
        linked = look.words[0] in _LINKS and not look.is_capitalised(0)
        look = look.part(1) if linked and len(look) > 1 else look
        answer = _styled(text, look, context)
        if answer is not None:
            return answer
    return None


def style_by_verb(clause: Clause, context: Context) -> Answer:
    """ "underline the word X", "italicise everything"."""
    wanted = context.lexicon.looks.styles.whole(clause.verb.split())
    text = _text(clause.body, context)
    return (StyleText(text=text, style=wanted),) if wanted is not None and text is not None else None


def mark_text(clause: Clause, context: Context) -> Answer:
    """ "highlight the text below", "select the word X", "select the text in the 2nd paragraph"."""
    picking = context.lexicon.looks.picking
    body = clause.body.trimmed().without_end(context.lexicon.words(WordClass.POSITION)).trimmed()
    paragraph = _paragraph(body, context)
    if paragraph is not None:
        return (MarkText(paragraph=paragraph or None),)
    if len(body) == 1 and body.has_quote() and _is_among_controls(context.last):
        return (Click(place=Query(text=body.tokens[0].content, exact=True)),)
    body = _without_editor(body, context)
    if body.is_in(picking[Picking.WHOLE_TEXT]):
        return (MarkText(),)
    text = _text(body, context)
    return (MarkText(text=text),) if text else None


def _is_among_controls(last: Action | None) -> bool:
    """After a menu was opened or a field was filled in, what is selected is a control, and no text."""
    match last:
        case Click(button=Button.RIGHT) | SetChecked() | SelectOption():
            return True
        case TypeText(place=place):
            return place is not None
        case _:
            return False


def _without_editor(body: Phrase, context: Context) -> Phrase:
    """ "all the text in the text area", "the word X in the text": where it stands."""
    at = next((at for at in range(len(body) - 1, 0, -1) if body.words[at] in ("in", "of", "inside", "from")), None)
    if at is None or at + 1 >= len(body):
        return body
    rest = body.part(at + 1)
    role = context.lexicon.roles.whole(without_determiner(rest, context.lexicon).words)
    is_editor = role is not None and role.role in (Role.TEXT_AREA, Role.TEXT_FIELD)
    is_prose = rest.is_in(context.lexicon.looks.picking[Picking.SHOWN_PROSE])
    return body.part(0, at) if is_editor or is_prose else body


def _paragraph(body: Phrase, context: Context) -> int | None:
    """The number of "(the text in) the 2nd paragraph"; 0 for the only one; None where no paragraph is meant."""
    lexicon = context.lexicon
    of = next((at for at, word in enumerate(body.words) if word in ("in", "of")), None)
    if of is not None and not body.part(0, of).is_in(lexicon.looks.picking[Picking.WHOLE_TEXT]):
        return None
    bare = without_determiner(body.part(of + 1) if of is not None else body, lexicon)
    if bare.words[-1:] != ("paragraph",):
        return None
    number = bare.part(0, len(bare) - 1)
    if not len(number):
        return 0
    ordinal = lexicon.ordinals.whole(number.words)
    digits = number.words[0].rstrip("stndrh")
    return ordinal if ordinal is not None else int(digits) if len(number) == 1 and digits.isdecimal() else None


def set_color(clause: Clause, context: Context) -> Answer:
    """ "select blue with the colour picker", "set the colour to navy"."""
    looks = context.lexicon.looks
    body = clause.body.trimmed()
    for tail in (body.ends(looks.picking[Picking.WITH_PICKER]), body.ends(looks.picking[Picking.AS_COLOR])):
        color = _color_said(body.part(0, len(body) - tail), context) if tail else None
        if color is not None:
            return (SetColor(color=color),)
    head = body.begins(looks.picking[Picking.THE_COLOR])
    color = _color_said(body.part(head), context) if 0 < head < len(body) else None
    return (SetColor(color=color),) if color else None


def _color_said(phrase: Phrase, context: Context) -> str | None:
    """By its name or number; "" for the one that is shown."""
    looks = context.lexicon.looks
    bare = without_determiner(phrase.trimmed(), context.lexicon)
    for kind in (Picking.SHOWN_COLOR, Picking.THE_COLOR):
        head = bare.begins(looks.picking[kind])
        if head == len(bare) and len(bare):
            return "" if kind is Picking.SHOWN_COLOR else None
        bare = bare.part(head)
    number = _COLOR_NUMBER.fullmatch(bare.text)
    return number[0].lower() if number is not None else looks.colors.whole(bare.words)


def _styled(text: Phrase, look: Phrase, context: Context) -> Answer:
    """None where either is something else."""
    picking = context.lexicon.looks.picking
    for kind in (Picking.THE_STYLE, Picking.THE_LOOK):
        if head := look.begins(picking[kind]):
            look = look.part(head)
            break
    words = _text(text, context)
    if words is None or not len(look):
        return None
    wanted: Style | None = context.lexicon.looks.styles.whole(look.words)
    if wanted is not None:
        return (StyleText(text=words, style=wanted),)
    color = context.lexicon.looks.colors.whole(look.words)
    return (StyleText(text=words, color=color),) if color is not None else None


def _text(phrase: Phrase, context: Context) -> str | None:
    """The words that are meant, "" for all of them; None for what is no text."""
    picking = context.lexicon.looks.picking
    bare = phrase if len(phrase) else phrase.trimmed()
    if bare.is_in(picking[Picking.EVERYTHING]) or bare.is_in(picking[Picking.WHOLE_TEXT]):
        return ""
    head = bare.begins(picking[Picking.TEXT_HEAD])
    named = bare.part(head)
    if len(named) == 1 and named.tokens[0].kind is Kind.QUOTED:
        return plain_name(named)
    return named.text if head and len(named) and not named.has_quote() else None
