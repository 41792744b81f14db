# SPDX-License-Identifier: MIT
"""Whose recordings these are: the published collections of noise tell classes and sources by names and folders."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MUSAN, ESC_10, ESC_50, DEMAND, FOLDER = "musan", "esc-10", "esc-50", "demand", "folder"
MUSAN_NOISE = ("free-sound", "sound-bible")
MUSAN_OTHER = ("music", "speech")
DEMAND_PLACE = re.compile(r"[DNOPST][A-Z]{3,7}")
"""`DKITCHEN`, `NPARK`: the first letter tells where (domestic, nature, office, public, street, transport)."""
DEMAND_CHANNEL = re.compile(r"ch(\d\d)\.wav", re.IGNORECASE)
ESC_NAME = re.compile(r"[1-5]-(\d+)-[A-Z](?:-(\d{1,2}))?\.\w+")
"""`1-100032-A-0.wav` of ESC-50: fold, recording, take, class; ESC-10 has no class there, but in the folder's name."""
ESC_10_FOLDER = re.compile(r"\d{3} - (.+)")


@dataclass(frozen=True, slots=True)
class NoiseLabel:
    """What the place of a file tells."""

    kind: str
    noise_class: str
    """What is heard: the class of ESC, the scene of DEMAND, the portion of MUSAN, else the first folder."""
    source: str = ""
    """The recording that the clip was cut from, where the names tell: clips of one are no independent noises."""


def label_noise(folder: Path, name: str, esc_classes: Mapping[str, str]) -> NoiseLabel:
    """What a noise is; `name` is its path below `folder` (which must be absolute), with forward slashes."""
    parts = (*folder.parts, *name.split("/"))
    portion, parent = parts[-3] if len(parts) > 2 else "", parts[-2]
    if portion == "noise" and parent in MUSAN_NOISE:
        return NoiseLabel(MUSAN, parent)
    esc = ESC_NAME.fullmatch(parts[-1])
    if esc is not None and esc[2] is not None:
        return NoiseLabel(ESC_50, esc_classes.get(parts[-1], f"class {esc[2]}"), f"esc {esc[1]}")
    esc_folder = ESC_10_FOLDER.fullmatch(parent)
    if esc is not None and esc_folder is not None:
        return NoiseLabel(ESC_10, esc_folder[1], f"esc {esc[1]}")
    if is_demand(Path(*parts)):
        return NoiseLabel(DEMAND, parent)
    return NoiseLabel(FOLDER, name.partition("/")[0] if "/" in name else "")


def is_demand(file: Path) -> bool:
    """Whether this is a channel of a scene of DEMAND, `DKITCHEN/ch01.wav`."""
    return bool(DEMAND_PLACE.fullmatch(file.parent.name) and DEMAND_CHANNEL.fullmatch(file.name))


def is_other_channel(file: Path) -> bool:
    """Whether this is one of the channels of DEMAND that are passed over: all but the first."""
    match = DEMAND_CHANNEL.fullmatch(file.name)
    return match is not None and is_demand(file) and match[1] != "01"


def read_esc_classes(folder: Path) -> dict[str, str]:
    """File name → class, from the `esc50.csv` of ESC-50 in, below or beside the folder; empty without one."""
    near = (folder / "meta" / "esc50.csv", folder / "esc50.csv", folder.parent / "meta" / "esc50.csv")
    for table in (*near, *sorted(folder.glob("*/meta/esc50.csv"))):
        try:
            with table.open(encoding="utf-8", newline="") as rows:
                return {row["filename"]: row["category"] for row in csv.DictReader(rows)}
        except (OSError, KeyError, ValueError, csv.Error):
            continue
    return {}


def is_musan(folder: Path) -> bool:
    """Whether this folder holds MUSAN's portions."""
    return any((folder / "noise" / name).is_dir() for name in MUSAN_NOISE)
