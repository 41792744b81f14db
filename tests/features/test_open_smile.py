# SPDX-License-Identifier: MIT
"""openSMILE's functionals of an utterance."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.errors import SettingsError, TooShortAudioError
from ser_workbench.features.functional_settings import FunctionalSettings
from ser_workbench.features.open_smile import FunctionalExtractor, hash_computation
from ser_workbench.features.open_smile_files import find_parts
from tests.corpora import make_tone

pytest.importorskip("opensmile", reason="the extra opensmile is not installed")

WIDTHS = {"EC": 384, "PC": 1582, "SSC": 4368, "STC": 6125, "ComParE": 6373, "eGeMAPS": 88}


@pytest.mark.parametrize("name", WIDTHS)
def test_that_each_feature_set_has_as_many_features_as_published(name):
    extractor = FunctionalExtractor(FunctionalSettings.model_validate({"feature_set": name}))
    functionals = extractor.extract(make_tone(300.0, seconds=0.5))
    assert extractor.width == len(set(extractor.names)) == WIDTHS[name]
    assert functionals.shape == (WIDTHS[name],)
    assert functionals.dtype == np.float32


def test_that_functionals_are_those_of_the_package_called_by_itself():
    import opensmile

    samples = make_tone(220.0, seconds=0.6)
    plain = opensmile.Smile(opensmile.FeatureSet.IS09).process_signal(samples, 16000).to_numpy()[0]
    ours = FunctionalExtractor(FunctionalSettings(feature_set="EC")).extract(samples)
    assert ours.tolist() == plain.astype(np.float32).tolist()


def test_that_full_scale_does_not_turn_over_into_its_opposite():
    loud = np.sign(make_tone(100.0, seconds=0.5)).astype(np.float32)
    extractor = FunctionalExtractor(FunctionalSettings(feature_set="EC"))
    quieter = extractor.extract(loud * np.float32(0.999))
    place = extractor.names.index("pcm_RMSenergy_sma_amean")
    assert extractor.extract(loud)[place] == pytest.approx(quieter[place], rel=0.01)


def test_that_an_utterance_too_short_for_functionals_is_refused_in_a_sentence():
    with pytest.raises(TooShortAudioError, match="too short for openSMILE"):
        FunctionalExtractor(FunctionalSettings()).extract(make_tone(300.0, seconds=0.05))


def _shipped(name: str) -> Path:
    import opensmile

    return Path(opensmile.__file__).parent / "core" / "config" / name


def test_that_a_configuration_of_the_users_takes_the_place_of_a_feature_set():
    config = str(_shipped("is09-13/IS09_emotion.conf"))
    samples = make_tone(220.0, seconds=0.6)
    mine = FunctionalExtractor(FunctionalSettings(config=config)).extract(samples)
    assert mine.tolist() == FunctionalExtractor(FunctionalSettings(feature_set="EC")).extract(samples).tolist()
    assert FunctionalSettings(config=config).name == "IS09_emotion"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("no configuration\n", "openSMILE cannot use"), (None, "There is no openSMILE configuration")],
)
def test_that_a_configuration_that_cannot_be_used_is_told(tmp_path: Path, text, sentence):
    file = tmp_path / "mine.conf"
    if text is not None:
        file.write_text(text)
    with pytest.raises(SettingsError, match=sentence):
        FunctionalExtractor(FunctionalSettings(config=str(file)))


def test_that_a_level_of_frames_is_refused():
    settings = FunctionalSettings(config=str(_shipped("is09-13/IS09_emotion.conf")), level="lld")
    with pytest.raises(SettingsError, match="several rows an utterance"):
        FunctionalExtractor(settings).extract(make_tone(220.0, seconds=0.6))


def test_that_a_changed_configuration_or_a_file_beside_it_is_another_computation(tmp_path: Path):
    file, beside = tmp_path / "mine.conf", tmp_path / "part.conf.inc"
    file.write_text("a")
    settings = FunctionalSettings(config=str(file))
    hashes = {hash_computation(settings)}
    beside.write_text("b")
    hashes.add(hash_computation(settings))
    file.write_text("c")
    hashes.add(hash_computation(settings))
    assert len(hashes) == 3
    assert hash_computation(FunctionalSettings(feature_set="EC")) != hash_computation(FunctionalSettings())


def test_that_a_changed_file_that_is_included_from_elsewhere_is_another_computation(tmp_path: Path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "mine").mkdir()
    file, buffers, levels = tmp_path / "mine" / "my.conf", tmp_path / "shared" / "b.inc", tmp_path / "shared" / "l.inc"
    file.write_text(" \\{\\cm[buffers{../shared/b.inc}:how it is kept]}\n\\{\\cm[source{?}:external]}\n; \\{no.inc}\n")
    buffers.write_text("\\{l.inc}\n\\{\\cm[buffers]}\n\\{../mine/my.conf}\n")
    levels.write_text("a")
    settings = FunctionalSettings(config=str(file))
    hashes = {hash_computation(settings)}
    levels.write_text("b")
    assert hash_computation(settings) not in hashes
    assert set(find_parts(file)) == {file, buffers, levels}


@pytest.mark.parametrize("place", ["mine.conf", "part.inc"])
def test_that_a_configuration_that_writes_files_is_refused_and_writes_none(tmp_path: Path, place):
    lost = tmp_path / "speech.wav"
    lost.write_bytes(b"precious")
    shutil.copytree(_shipped("."), tmp_path / "config")
    folder = tmp_path / "config" / "is09-13"
    sink = "[componentInstances:cComponentManager]\ninstance[own].type=cCsvSink\n"
    sink += f"[own:cCsvSink]\nreader.dmLevel=func\nfilename={lost}\n"
    text = (folder / "IS09_emotion.conf").read_text()
    (folder / "mine.conf").write_text(text + ("\\{part.inc}\n" if place == "part.inc" else ""))
    with (folder / place).open("a") as file:
        file.write(sink)
    with pytest.raises(SettingsError, match=rf"{place} writes files by itself \(cCsvSink\)"):
        FunctionalExtractor(FunctionalSettings(config=str(folder / "mine.conf")))
    assert lost.read_bytes() == b"precious"
