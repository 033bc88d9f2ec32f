"""Which language model, where it listens, and what going there means for what is on the screen."""

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from app.errors import Misuse


class Speech(StrEnum):
    """What is spoken at an endpoint."""

    OPENAI = "openai"  # chat completions, as OpenAI, Ollama, llama.cpp, LM Studio, vLLM and many others have them
    ANTHROPIC = "anthropic"  # the messages API


USUAL_ADDRESSES = {Speech.OPENAI: "https://api.openai.com/v1", Speech.ANTHROPIC: "https://api.anthropic.com"}


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """address: what the paths of the API are put behind, without a slash at its end. model: its name there."""

    speech: Speech
    address: str
    model: str

    @property
    def host(self) -> str:
        """With the port, where one is given."""
        return urlsplit(self.address).netloc.rpartition("@")[2]

    @property
    def is_here(self) -> bool:
        """Whether it listens on this machine alone: a name that stands for a loopback address elsewhere does not count.

        >>> at = lambda address: Endpoint(speech=Speech.OPENAI, address=address, model="m").is_here
        >>> at("http://127.0.0.1:8080/v1"), at("http://[::1]:1/v1"), at("http://127.0.0.1.example/v1")
        (True, True, False)
        """
        host = urlsplit(self.address).hostname or ""
        try:
            return host == "localhost" or ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def called(self) -> str:
        return f"the language model “{self.model}” at {self.host}"


def endpoint_of(speech: str, address: str, model: str) -> Endpoint:
    """Raises Misuse."""
    spoken = Speech(speech)
    if not model.strip():
        raise Misuse("The setting model_name is empty; give the name of the language model, as its endpoint knows it.")
    where = (address.strip() or USUAL_ADDRESSES[spoken]).rstrip("/")
    try:
        parts = urlsplit(where)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment:
        raise Misuse(
            f"The setting model_address takes an address such as http://127.0.0.1:8080/v1; not “{where[:80]}”."
        )
    if parts.username is not None or parts.password is not None:
        raise Misuse("The setting model_address may hold no name and no password; keep the key with `deskhand secret`.")
    return Endpoint(speech=spoken, address=where, model=model.strip())


def what_leaves(endpoint: Endpoint, *, pictures: bool) -> str:
    """For the person, before anything is sent.

    >>> local = Endpoint(speech=Speech.OPENAI, address="http://127.0.0.1:8080/v1", model="small")
    >>> what_leaves(local, pictures=True)
    'The language model “small” at 127.0.0.1:8080 will be asked; it is on this machine, which nothing leaves.'
    """
    if endpoint.is_here:
        return f"{_capital(endpoint.called)} will be asked; it is on this machine, which nothing leaves."
    seen = "names, values and texts of what is on the screen" + (", and pictures of the screen" if pictures else "")
    plain = " They go there unencrypted." if endpoint.address.startswith("http:") else ""
    return (
        f"{_capital(endpoint.called)} will be asked, and that is another machine: your words, and {seen}, are sent "
        f"there; password fields and the values of secrets are not.{plain}"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
