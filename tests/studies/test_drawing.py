# SPDX-License-Identifier: MIT
"""Projections as SVG: well-formed, every point and every class in them, and nothing from a corpus taken as markup."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from ser_workbench.inspection.outputs import LABELINGS
from ser_workbench.studies.drawing import LEGEND, draw_projection, draw_projections, short_name
from ser_workbench.studies.drawing_looks import LIGHT, look_of
from ser_workbench.studies.inspection import PLOTTED
from tests.studies.findings import make_inspection

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(svg: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]


def markers_of(svg: str, kind: str) -> int:
    paths = [path for path in ET.fromstring(svg).iter(f"{SVG}path") if path.get("class", "").startswith(kind)]
    return sum(path.get("d", "").count("M") for path in paths)


def test_that_every_point_is_drawn_filled_for_the_training_and_hollow_for_the_test():
    svg = draw_projection(make_inspection(), "emotion", "cnn")
    assert (markers_of(svg, "fill"), markers_of(svg, "rim")) == (3, 1)
    assert LEGEND in texts_of(svg)


def test_that_one_held_out_point_far_off_leaves_room_for_the_others_and_is_told():
    inspection = make_inspection()
    plot = inspection.projections["emotion", "cnn"]
    many = np.tile(plot.held_out, (100, 1))
    many[7] = 1000
    far = replace(plot, held_out=many, held_out_places=np.zeros(100, np.intp))
    svg = draw_projection(replace(inspection, projections={("emotion", "cnn"): far}), "emotion", "cnn")
    assert (markers_of(svg, "fill"), markers_of(svg, "rim")) == (3, 99)
    assert "1 outside" in texts_of(svg)
    places = {
        start.split("m")[0] for path in ET.fromstring(svg).iter(f"{SVG}path") for start in path.get("d")[1:].split("M")
    }
    assert max(float(place.split()[0]) for place in places) - min(float(place.split()[0]) for place in places) > 200


def test_that_the_title_says_rho_and_what_survives_on_what_is_held_out():
    texts = texts_of(draw_projection(make_inspection(), "emotion", "cnn"))
    assert texts[:3] == ["emotion · CNN", "ρ = 0.500", "held-out UA 75.0 % (shuffled labels 50.0)"]


def test_that_classes_bear_short_names_at_their_centres():
    inspection = make_inspection()
    assert {"ang", "fea"} <= set(texts_of(draw_projection(inspection, "emotion", "mlp")))
    assert {"s01", "s02"} <= set(texts_of(draw_projection(inspection, "speaker", "mlp")))
    assert {"female", "male"} <= set(texts_of(draw_projection(inspection, "gender", "mlp")))
    assert short_name("speaker", "s07") == "s07"


def test_that_speakers_the_lda_never_heard_are_not_laid_among_those_it_has():
    assert markers_of(draw_projection(make_inspection(), "speaker", "cnn"), "rim") == 0


def test_that_all_nine_stand_in_rows_of_labelings_and_columns_of_modules():
    texts = texts_of(draw_projections(make_inspection()))
    titles = {"cnn": "CNN", "blstm": "BLSTM", "mlp": "MLP"}
    assert [text for text in texts if " · " in text] == [f"{row} · {titles[c]}" for row in LABELINGS for c in PLOTTED]


def test_that_the_genders_lie_in_lanes_of_their_own():
    svg = draw_projection(make_inspection(), "gender", "cnn")
    heights = {}
    for path in ET.fromstring(svg).iter(f"{SVG}path"):
        if path.get("class", "").startswith("fill"):
            starts = [start.split("m")[0].split() for start in path.get("d", "").split("M")[1:]]
            heights[path.get("class")] = [float(y) for _, y in starts]
    (one, other) = heights.values()
    assert max(one) < min(other) or max(other) < min(one)


def test_that_a_plot_without_points_says_why():
    inspection = make_inspection()
    nothing, nowhere = np.zeros((0, 2), np.float32), np.zeros(0, np.intp)
    plot = inspection.projections["emotion", "cnn"]
    empty = replace(plot, train=nothing, train_places=nowhere, held_out=nothing, held_out_places=nowhere, centres={})
    shown = {**inspection.projections, ("emotion", "cnn"): replace(empty, note="No emotion is known.", rho=None)}
    svg = draw_projection(replace(inspection, projections=shown), "emotion", "cnn")
    assert "No emotion is known." in texts_of(svg)


def test_that_a_name_from_a_corpus_is_no_markup():
    inspection = make_inspection()
    plot = inspection.projections["speaker", "cnn"]
    named = replace(plot, centres={"<script>": plot.centres["01"], **plot.centres})
    svg = draw_projection(replace(inspection, projections={("speaker", "cnn"): named}), "speaker", "cnn")
    assert "<script" not in svg
    assert "<script>" in texts_of(svg)


@pytest.mark.parametrize(("number", "look"), [(0, (0, 0)), (9, (9, 0)), (10, (0, 1)), (39, (9, 3))])
def test_that_forty_speakers_can_be_told_apart_by_colour_and_shape(number, look):
    classes = [f"s{n:02d}" for n in range(40)]
    assert look_of("speaker", classes, classes[number]) == look
    assert len({look_of("speaker", classes, name) for name in classes}) == 40


def test_that_emotions_and_genders_have_the_windows_colours():
    from ser_workbench.gui.colours import LIGHT as WINDOW
    from ser_workbench.gui.colours import class_of_emotion, class_of_gender

    assert list(WINDOW.classes) == LIGHT
    for emotion in ("anger", "contempt", "joyful"):
        assert look_of("emotion", (emotion,), emotion) == (class_of_emotion(emotion), 0)
    for gender in ("female", "male"):
        assert look_of("gender", (gender,), gender) == (class_of_gender(gender), 0)
