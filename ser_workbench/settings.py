# SPDX-License-Identifier: MIT
"""Settings are declared once: the form, the flags, the TOML file and the documentation grow from here.

A settings class is a frozen pydantic model whose fields are made by `setting`. Impossible values
raise `SettingsError` when the settings are made, not later.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self, TypeVar, get_args, get_origin

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic.fields import FieldInfo

from ser_workbench.errors import SettingsError

Kind = Literal["bool", "int", "float", "text", "choice"]
S = TypeVar("S", bound="Settings")


def setting(
    default: Any,
    title: str,
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    help: str = "",
    is_advanced: bool = False,
) -> Any:
    """One field: default, a short title, its unit, the range it may take (both ends included) and a help sentence."""
    extra: dict[str, Any] = {"unit": unit, "low": low, "high": high, "is_advanced": is_advanced}
    return Field(default, title=title, description=help or None, ge=low, le=high, json_schema_extra=extra)


class Settings(BaseModel):
    """A frozen group of settings; unknown names and impossible values raise SettingsError."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="wrap")
    @classmethod
    def _speak_plainly(cls, values: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(values)
        except ValidationError as error:
            raise SettingsError(_sentence(cls, error)) from None

    def changed(self, changes: Mapping[str, Any]) -> Self:
        """A copy with other values, by dotted name: `{"training.patience": "5"}`.

        Raises SettingsError for a name that does not exist or a value that cannot be.
        """
        values = self.model_dump()
        known = {field.key for field in fields_of(type(self))}
        for key, value in changes.items():
            if key not in known:
                raise SettingsError(f"There is no setting '{key}'; {_nearest(key, known)}")
            *groups, name = key.split(".")
            place = values
            for group in groups:
                place = place[group]
            place[name] = value
        return type(self).model_validate(values)

    def to_toml(self) -> str:
        """These settings as TOML, each with its title, unit and range as a comment."""
        document = tomlkit.document()
        _write_group(self, document)
        return tomlkit.dumps(document)


@dataclass(frozen=True, slots=True)
class SettingField:
    """What a form, a flag or a page of documentation must know about one setting."""

    key: str
    title: str
    kind: Kind
    default: Any
    unit: str
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    help: str
    is_advanced: bool

    @property
    def range_text(self) -> str:
        """What the setting may be, in words: `1 to 64 epochs`, `log-mel or mfcc`."""
        if self.choices:
            return " or ".join(self.choices)
        if self.kind == "bool":
            return "true or false"
        if self.low is not None and self.high is not None:
            return f"{_plain(self.low)} to {_plain(self.high)} {self.unit}".strip()
        if self.low is not None:
            return f"at least {_plain(self.low)} {self.unit}".strip()
        return self.unit


def fields_of(group: type[Settings], prefix: str = "") -> list[SettingField]:
    """All settings of a group, nested groups under dotted keys, in the order of declaration."""
    fields: list[SettingField] = []
    for name, info in group.model_fields.items():
        if isinstance(info.annotation, type) and issubclass(info.annotation, Settings):
            fields += fields_of(info.annotation, f"{prefix}{name}.")
        else:
            fields.append(_describe(f"{prefix}{name}", info))
    return fields


def load_settings(group: type[S], file: Path) -> S:
    """Read settings from a TOML file.

    Raises SettingsError when the file cannot be read, is not TOML, or holds an impossible value.
    """
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))  # Notepad puts a byte order mark first.
    except OSError as error:
        raise SettingsError(f"{file} cannot be read ({error.strerror}); name a TOML file that exists.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{file} is not valid TOML ({error}); correct that line.") from None
    try:
        return group.model_validate(values)
    except SettingsError as error:
        raise SettingsError(f"{file}: {error}") from None


def _describe(key: str, info: FieldInfo) -> SettingField:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    annotation = info.annotation
    choices = tuple(map(str, get_args(annotation))) if get_origin(annotation) is Literal else ()
    names: dict[Any, Kind] = {bool: "bool", int: "int", float: "float"}
    return SettingField(
        key=key,
        title=info.title or key,
        kind="choice" if choices else names.get(annotation, "text"),
        default=info.default,
        unit=str(extra.get("unit", "")),
        low=_number(extra.get("low")),
        high=_number(extra.get("high")),
        choices=choices,
        help=info.description or "",
        is_advanced=bool(extra.get("is_advanced", False)),
    )


def _plain(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else f"{number:g}"


def _number(value: object) -> float | None:
    return value if isinstance(value, int | float) else None


def _sentence(group: type[Settings], error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(map(str, first["loc"])) or group.__name__
    fields = {field.key: field for field in fields_of(group)}
    if first["type"] == "extra_forbidden":
        return f"There is no setting '{name}'; {_nearest(name, set(fields))}"
    if first["type"] in ("model_type", "model_attributes_type"):
        keys = ", ".join(fields)
        return f"{first['input']!r} cannot be a group of settings; put the group's [name] on a line, below it {keys}."
    if name not in fields:
        return f"{first['msg'].removeprefix('Value error, ').rstrip('.')}."
    field = fields[name]
    allowed = f"; it may be {field.range_text}" if field.range_text else f" ({first['msg']})"
    return f"'{field.title}' ({name}) cannot be {first['input']!r}{allowed}."


def _nearest(name: str, known: set[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.4)
    return f"did you mean '{close[0]}'?" if close else f"there are: {', '.join(sorted(known))}."


def _write_group(group: Settings, place: tomlkit.TOMLDocument | tomlkit.items.Table) -> None:
    for name, info in type(group).model_fields.items():
        value = getattr(group, name)
        if isinstance(value, Settings):
            table = tomlkit.table()
            _write_group(value, table)
            place.add(name, table)
            continue
        field = _describe(name, info)
        item = tomlkit.item(value)
        item.comment(f"{field.title} ({field.range_text})" if field.range_text else field.title)
        place.add(name, item)
