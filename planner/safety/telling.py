"""What a question tells of a situation: the data that would go out, whereto, and the phrase to be retyped."""

from planner.safety.address import host_of
from planner.safety.effect import Trigger
from planner.safety.folding import sentences
from planner.safety.objects import object_name, plain
from planner.safety.sensitive import masked
from planner.safety.situation import Situation


def data_of(situation: Situation) -> tuple[str, ...]:
    """What would go out, named but not told."""
    effect = situation.effect
    named = [one.named for one in situation.found]
    if effect.typed and not named:
        hidden = effect.secret_field or situation.field_is(("private_field",))
        named = [f"the text “{masked(effect.typed) if hidden else plain(effect.typed)}”"]
    if situation.amount is not None:
        named.append(f"amount {situation.amount}")
    return tuple(named)


def destination_of(situation: Situation) -> str:
    effect = situation.effect
    place = host_of(effect.site) or effect.site or plain(effect.app)
    recipient = situation.recipient
    return f"{recipient} ({place})" if recipient and place else recipient or place


def phrase_of(situation: Situation) -> str:
    """Recipient and amount, or the object's name; never empty."""
    effect = situation.effect
    if situation.amount is not None:
        return f"{situation.recipient} {situation.amount}".strip()
    if named := object_name((effect.label, *situation.around)):
        return named
    if situation.label and not situation.says_only(("agree",)):
        return plain(effect.label)
    question = next((line for line in sentences(effect.nearby) if "?" in line or "？" in line), "")
    return plain(question or effect.label or destination_of(situation)) or "yes, do it"


def ordinary_rule(situation: Situation) -> str:
    """The name under which an act is allowed that no row speaks of."""
    return "edit.local" if situation.effect.trigger is Trigger.TYPE else "observe.ordinary"
