"""What is told by what words mean: "the words similar to happy and fast", "all the animals"."""

from planner.language.context import Context
from planner.language.frames.objects import Answer, list_items, plain_name, without_determiner
from planner.language.looks import Picking
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import Clause
from planner.things import ChooseByMeaning


def by_meaning(clause: Clause, context: Context) -> Answer:
    lexicon = context.lexicon
    picking = lexicon.looks.picking
    body = clause.body.trimmed()
    quantity = body.begins(picking[Picking.EVERY])
    bare = without_determiner(body.part(quantity), lexicon)
    link = bare.find(picking[Picking.LIKE_IN_MEANING], 1)
    if link is not None and sum(link) < len(bare):
        if not bare.part(0, link[0]).is_in(picking[Picking.WORDS]):
            return None
        items = list_items(bare.part(sum(link)), lexicon)
        words = tuple(plain_name(without_determiner(item, lexicon)) for item in items)
        return (ChooseByMeaning(said=body.text, like=words),) if all(words) else None
    kind = bare.part(bare.begins(picking[Picking.KINDS_OF]))
    named = kind.without_end(picking[Picking.THAT_ARE_OFFERED]).trimmed()
    if not quantity or len(named) != 1 or not _is_kind(named, context):
        return None
    return (ChooseByMeaning(said=body.text, kind=named.words[-1]),)


def _is_kind(named: Phrase, context: Context) -> bool:
    """A plural that is no word for controls or for what is drawn."""
    lexicon = context.lexicon
    plain = all(token.kind is Kind.WORD for token in named.tokens) and not named.is_capitalised(0)
    known = lexicon.roles.whole(named.words) or lexicon.looks.kinds.whole(named.words[-1:])
    verbs = lexicon.verbs.whole(named.words)
    return plain and named.words[-1].endswith("s") and not known and not verbs
