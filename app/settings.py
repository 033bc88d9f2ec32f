"""Settings: a file `deskhand/settings.toml` in the configuration folder, DESKHAND_* variables over it, checked once."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from app.errors import Misuse

_PREFIX = "DESKHAND_"


class Settings(BaseSettings):
    """What holds when no flag says otherwise.

    max_steps None: the usual limit, which grows with what is done. runs_folder None: under the user's data folder.
    where: auto takes the display that this was started on, if any. lessons: those of earlier runs are followed, and new
    ones kept.
    approval_secrets: names of secrets; approvals signed with one of them are trusted.
    model_money: of one run, 0 for no limit; prices are for a million tokens, in the same currency.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    threads: Annotated[int, Field(ge=1, le=64)] = 2
    input_backend: Literal["xtest", "pyautogui"] = "xtest"
    autonomy: Literal["suggest", "each", "sensitive", "unattended"] = "sensitive"
    max_steps: Annotated[int, Field(ge=1)] | None = None
    budget_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 600.0
    stop_key: Annotated[str, Field(min_length=1)] = "ctrl+alt+escape"
    question_timeout_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 300.0
    runs_folder: Path | None = None
    language: Literal["en"] = "en"
    lessons: bool = True
    approval_secrets: tuple[str, ...] = ("approval",)
    where: Literal["auto", "display", "virtual", "browser"] = "auto"

    # A language model, for what words alone do not say. Its key is a secret (of the name model_secret), no setting.
    model_api: Literal["none", "openai", "anthropic"] = "none"
    model_address: str = ""
    model_name: str = ""
    model_secret: Annotated[str, Field(min_length=1)] = "model"
    model_use: Literal["when_needed", "always"] = "when_needed"
    model_picture: bool = False
    model_calls: Annotated[int, Field(ge=1, le=1000)] = 12
    model_tokens: Annotated[int, Field(ge=1000)] = 120_000
    model_answer_tokens: Annotated[int, Field(ge=200, le=100_000)] = 2000
    model_seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 240.0
    model_money: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    model_price_read: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    model_price_written: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0

    @field_validator("runs_folder")
    @classmethod
    def _from_home(cls, folder: Path | None) -> Path | None:
        return folder.expanduser() if folder is not None else None

    @model_validator(mode="after")
    def _money_needs_prices(self) -> Self:
        if self.model_money and not self.model_price_written:
            raise ValueError("model_money limits nothing without model_price_read and model_price_written")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is passed in comes from the file, so a variable stands before it."""
        return env_settings, init_settings


def settings_file() -> Path:
    """XDG_CONFIG_HOME is honoured on every system."""
    import platformdirs

    named = os.environ.get("XDG_CONFIG_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / "deskhand" / "settings.toml"
    return platformdirs.user_config_path("deskhand", appauthor=False) / "settings.toml"


def load_settings(file: Path | None = None) -> Settings:
    """The settings of the file (default: `settings_file`; none is no error) and of the environment. Raises Misuse."""
    place = file or settings_file()
    try:
        written = tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        written = {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Misuse(f"The settings in {place} cannot be read ({reason}); correct the file or move it away.") from error
    try:
        return Settings(**written)
    except ValidationError as error:
        raise Misuse(_sentence(error, place)) from error


def _sentence(error: ValidationError, place: Path) -> str:
    """The first thing that is wrong, and where it was written."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    variable = f"{_PREFIX}{name.upper()}"
    if first["type"] == "extra_forbidden":
        return f"The settings in {place} name {name!r}, which there is not; take it out or correct its name."
    said = str(first["msg"]).removeprefix("Value error, ")
    if not name:
        return f"The settings in {place} cannot be used together ({said}); correct them."
    if name and os.environ.get(variable):
        return f"The variable {variable} cannot be used ({said}); correct or unset it."
    return f"The setting {name!r} in {place} cannot be used ({said}); correct it."
