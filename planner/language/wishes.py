"""Wishes put as orders: "I'd like X to be Y", "X should be Y", "it would be great if X were Y", "have X done".

Decision: what is wished for is one thing and how it is to be; the order follows from what that is: on or off, gone,
done, a state of someone, a value. A wish whose how is none of these is left to the turns of phrase.
"""

from collections.abc import Iterator

from planner.language.context import Context
from planner.language.frames.objects import app_name, is_file, list_items, one_of_many, without_determiner
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, uncapitalised
from planner.language.values import is_self_contained
from planner.language.verbs import plain_verb

LONGEST = 40
LONGEST_THING = 14
_ARTICLES = frozenset({"a", "an"})
_APART = frozenset({",", "and", "then", "but", "or"})
_STATES = frozenset({"active", "inactive"})
_MODAL = frozenset({"should", "must", "shall"})
_NO_VALUE = frozenset({"not", "still", "there", "here", "shown", "visible", "empty", "gone", "known"})
_PLACED = frozenset({"in", "into", "at", "on", "under"})
_NEW = frozenset({"new", "called", "named"})


def wished(phrase: Phrase, context: Context) -> Iterator[str]:
    """The orders that say the same, the likeliest first."""
    yield from _wished(phrase, context, surely=False)


def surely_wished(phrase: Phrase, context: Context) -> Iterator[str]:
    """The same of "make sure that ...", which may as well ask to look whether it is so."""
    yield from _wished(phrase, context, surely=True)


def _wished(phrase: Phrase, context: Context, *, surely: bool) -> Iterator[str]:
    lexicon = context.lexicon
    words = lexicon.telling.parts
    bare = phrase.trimmed().without_start(words.opening).without_end(lexicon.words(WordClass.TRAILING)).trimmed()
    several = any(token.kind is Kind.BREAK or (token.kind is Kind.MARK and token.word != ",") for token in bare.tokens)
    if not 2 < len(bare) <= LONGEST or several:
        return
    there = bare.begins(words.there_should)
    if not surely and there and bare.words[there : there + 1] in (("a",), ("an",)) and _NEW & set(bare.words):
        yield f"create {bare.part(there).text}"
        return
    head = bare.begins(words.wish)
    if not surely and head and head < len(bare):
        yield from _noun_and_how(bare.part(head), context)
        return
    if not surely and (made := bare.begins(words.made_to)) and (found := _does(bare.part(made), context)):
        yield found
        return
    asked = 0 if surely else bare.begins(words.asked)
    if asked and (at := bare.index("be")) is not None and 1 < at < len(bare) - 1:
        yield from _orders(bare.part(asked, at), bare.part(at + 1), context)
        return
    if surely and any(bare.ends(lexicon.words(kind)) for kind in (WordClass.IS_ENABLED, WordClass.IS_DISABLED)):
        return  # a claim about a control
    known = bare.begins(words.sure_that)
    stated = known and ((bare.words[-1] in _STATES and context.on_page) or _tells_a_fact(bare.part(known), context))
    if not surely and stated:
        yield from _of_a_clause(bare.part(known), context, told=True)
        return
    that = bare.begins(words.sure_that if surely else words.wish_that)
    if that < len(bare) and (that or not surely):
        yield from _of_a_clause(bare.part(that), context, told=that > 0)


def _of_a_clause(rest: Phrase, context: Context, *, told: bool) -> Iterator[str]:
    """told: that it is a wish was said before."""
    words = context.lexicon.telling.parts
    for at in range(1, min(len(rest) - 1, LONGEST_THING)):
        should = words.should.at(rest.words, at) or (words.wished_be.at(rest.words, at) if told else None)
        if should is not None and at + should.length < len(rest):
            yield from _orders(rest.part(0, at), rest.part(at + should.length), context)
            return
    for at in range(1, min(len(rest) - 2, LONGEST_THING)):
        says = context.lexicon.telling.says.at(rest.words, at + 1) if rest.words[at] in _MODAL else None
        if says is not None and at + 1 + says.length < len(rest) and rest.is_capitalised(0):
            yield f"set the {says.value} of {rest.part(0, at).text} to {rest.part(at + 1 + says.length).text}"
            return
    found = _does(rest, context)
    if found is not None:
        yield found


def _noun_and_how(said: Phrase, context: Context) -> Iterator[str]:
    """ "the volume to be 30", "Bluetooth off", "the invoice marked as paid", "Kate to show line numbers"."""
    lexicon = context.lexicon
    words = lexicon.telling.parts
    for at in range(1, min(len(said), LONGEST_THING)):
        if said.words[at : at + 2] == ("to", "be") and at + 2 < len(said):
            yield from _orders(said.part(0, at), said.part(at + 2), context)
            return
    found = _does(said, context) or _in_application(said, context) or _in_way(said, context)
    if found is not None:
        yield found
        return
    for at in range(1, min(len(said), LONGEST_THING)):
        how = said.part(at)
        if how.words[0] in _APART:
            return
        if how.is_in(words.on) or how.is_in(words.off) or how.is_in(words.gone) or _done(how, lexicon):
            yield from _orders(said.part(0, at), how, context)
            return


def _does(said: Phrase, context: Context) -> str | None:
    """ "Kate to show line numbers", "Kate should show line numbers": an application is to do something."""
    if not context.on_desktop:
        return None
    words = context.lexicon.telling.parts
    for at in range(1, min(len(said) - 1, LONGEST_THING)):
        if app_name(without_determiner(said.part(0, at), context.lexicon), context) is None:
            continue
        rest = said.part(at).without_start(words.to_do)
        told = len(rest) < len(said) - at or any(said.is_capitalised(n) for n in range(at))
        if not told and context.lexicon.verbs.at(rest.words) is None:
            continue  # "mouse pointer faster": a thing, and no application
        is_verb = context.lexicon.verbs.whole(said.part(0, at).words) is not None
        if is_verb and rest.begins(context.lexicon.words(WordClass.DETERMINER)):
            return None  # "display the right margin": something else is called Display
        denied = rest.begins(words.not_to_do)
        rest = rest.part(denied).without_start(words.to_do)
        if any(is_file(rest.part(n, n + 1), context) or rest.part(n, n + 1).has_quote() for n in range(len(rest))):
            return None if denied else f"in {said.part(0, at).text}, {rest.text}"  # an order about a file
        if any(sign.isdigit() for sign in rest.text) or {"instead", "rather"} & set(rest.words):
            return None
        if rest.find(context.lexicon.words(WordClass.DENYING)) is not None:
            return None  # "should remember nothing"
        return _setting(rest, said.part(0, at), context, on=not denied)
    return None


def _setting(rest: Phrase, app: Phrase, context: Context, *, on: bool) -> str | None:
    """ "show line numbers" is called "line numbers", "autosave my files" is "autosave files"."""
    words = context.lexicon.telling.parts
    shown = rest.begins(words.shows)
    rest = rest.part(shown) if shown < len(rest) else rest
    plain = plain_verb(rest.words, context.lexicon.doing, context.lexicon) if not shown and not on else None
    kept = [token for token in rest.tokens if token.word not in words.idle.all_words]
    said = [rest.source[token.start : token.end] for token in kept]
    what = " ".join([plain, *said[1:]] if plain else said)
    return f"in {app.text}, turn {'on' if on else 'off'} {what}" if kept and (shown or len(kept) > 1) else None


def _in_application(said: Phrase, context: Context) -> str | None:
    """ "line numbers in Kate", "notes.txt in Kate"."""
    at = next((at for at in range(len(said) - 2, 0, -1) if said.words[at] in ("in", "with")), None)
    if at is None or not context.on_desktop or said.has_quote() or _NEW & set(said.words):
        return None
    if app_name(without_determiner(said.part(at + 1), context.lexicon), context) is None:
        return None
    what = said.part(0, at)
    done = plain_verb(what.words[-1:], context.lexicon.done, context.lexicon) if len(what) > 1 else None
    if done is not None:
        return f"{done} {what.part(0, -1).text} in {said.part(at + 1).text}"
    if is_file(what, context):
        return f"open {what.text} with {said.part(at + 1).text}"
    shown = what.begins(context.lexicon.telling.parts.shows)
    what = what.part(shown) if 0 < shown < len(what) else what
    counted = what.words[0] in _ARTICLES or any(sign.isdigit() for sign in what.text)
    return None if counted else f"in {said.part(at + 1).text}, turn on {what.text}"


def _in_way(said: Phrase, context: Context) -> str | None:
    """ "a new folder called Bills", "the language in French", "the dark theme"."""
    lexicon = context.lexicon
    if said.words[0] in _ARTICLES and _NEW & set(said.words) and not _APART & set(said.words):
        return f"create {said.text}"
    bare = without_determiner(said, lexicon)
    at = bare.index("in")
    if at and at + 1 < len(bare) and bare.part(0, at).is_in(lexicon.words(WordClass.CHOICE_LABEL)):
        return f"set {bare.part(0, at).text} to {bare.part(at + 1).text}"
    if len(bare) > 1 and len(bare) < len(said) and bare.ends(lexicon.telling.parts.looks):
        return f"switch to the {bare.text}"
    return None


def _orders(thing: Phrase, how: Phrase, context: Context) -> Iterator[str]:
    lexicon = context.lexicon
    words = lexicon.telling.parts
    what, how = thing.trimmed(), how.trimmed()
    what = uncapitalised(what) if what.begins(lexicon.words(WordClass.DETERMINER)) else what
    how = how.part(0, -1).trimmed() if how.words[-1:] == ("now",) and len(how) > 1 else how
    if not len(what) or not len(how) or what.is_in(words.speaker) or what.is_in(words.subject):
        return
    if what.words[0] in _PLACED and (what.tokens[0].start == 0 or not what.is_capitalised(0)):
        return  # "in Name there should be ..."
    each = what.begins(words.each_of)
    if each and context.on_page and _is_state(how, lexicon):
        yield ", ".join(f"make {one.text} {how.text}" for one in list_items(what.part(each), lexicon))
        return
    if _APART & set(what.words) or what.begins(words.of_many):
        return
    if how.is_in(words.gone):
        yield f"delete {what.text}"
    elif (done := _done(how, lexicon)) is not None:
        yield f"{done[0]} {what.text} {done[1].text}".strip()
    elif _is_label_of(what, lexicon) and how.words[0] not in _NO_VALUE:
        yield f"set {what.text} to {how.text}"
    elif how.is_in(words.on):
        yield f"turn on {what.text}"
    elif how.is_in(words.off):
        yield f"turn off {what.text}"
    elif how.is_in(words.unticked):
        yield f"untick {what.text}"
    elif how.is_in(words.ticked):
        yield f"tick {what.text}"
    elif len(how) == 1 and (how.has_quote() or any(sign.isdigit() for sign in how.text)):
        yield f"set {what.text} to {how.text}"
    elif context.on_page and one_of_many(what.text) is not None and _is_state(how, lexicon):
        yield f"make {what.text} {how.text}"


def _done(how: Phrase, lexicon: Lexicon) -> tuple[str, Phrase] | None:
    """ "marked as paid", "changed to editor": the plain verb, and the rest."""
    words = lexicon.telling.parts
    if how.tokens[0].kind is not Kind.WORD or how.is_capitalised(0) or _APART & set(how.words):
        return None
    if any(how.is_in(table) for table in (words.on, words.off, words.ticked, words.unticked)):
        return None
    if how.words[0] == "assigned" and len(how) > 1:
        return "assign", how.part(1)
    verb = plain_verb(how.words, lexicon.done, lexicon)
    return (verb, how.part(1)) if verb is not None and how.words[0] not in ("read", "put", "set") else None


def _tells_a_fact(clause: Phrase, context: Context) -> bool:
    """ "the price of Tea is 3.50": a fact of one of many, which whoever makes sure of it sets."""
    at = clause.index("is")
    if at is None or not 0 < at < len(clause) - 1 or not _is_label_of(clause.part(0, at), context.lexicon):
        return False
    value = clause.part(at + 1).trimmed()
    seen = any(value.is_in(context.lexicon.words(kind)) for kind in (WordClass.SHOWN, WordClass.GONE))
    word = len(value) == 1 and value.tokens[0].kind is Kind.WORD and value.words[0] not in _NO_VALUE
    return not seen and (word or value.is_capitalised(0) or is_self_contained(value, context))


def _is_label_of(what: Phrase, lexicon: Lexicon) -> bool:
    """ "the status of Ana Lopez", "Kim Lee's role": a fact of someone."""
    bare = without_determiner(what, lexicon)
    label = bare.begins(lexicon.words(WordClass.LABEL))
    if label and bare.words[label : label + 1] == ("of",) and label + 1 < len(bare):
        return bare.is_capitalised(label + 1) or bare.tokens[label + 1].kind is Kind.QUOTED
    owned = len(bare) > 1 and any(word.endswith(("'s", "s'")) for word in bare.words[:-1])
    return owned and bare.is_capitalised(0)


def _is_state(how: Phrase, lexicon: Lexicon) -> bool:
    """ "active", "an admin": said of someone, and no value of a field."""
    told = how.is_in(lexicon.words(WordClass.YES)) or how.is_in(lexicon.words(WordClass.NO))
    return told or (how.words[0] in _ARTICLES and len(how) == len(("an", "admin")) and not how.is_capitalised(1))
