# SPDX-License-Identifier: MIT
"""`features` and `mix`: one file in, one file out."""

import argparse
import io
from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import read_audio, write_audio
from ser_workbench.audio.mixing import fit_noise, mix_for_file
from ser_workbench.cli.console import Terminal
from ser_workbench.cli.places import check_place
from ser_workbench.cli.verb import Words, add_verb
from ser_workbench.errors import AudioError, BadInputError, SilentAudioError
from ser_workbench.runs.whole_file import written_beside


def add_to(words: Words) -> None:
    """Add the verbs of this file."""
    features = add_verb(words, "features", "compute log-Mel or MFCC features of a recording", _features)
    features.add_argument("file", type=Path, metavar="WAV", help="a recording of any rate and channel count")
    features.add_argument("--kind", choices=["log-mel", "mfcc"], default="log-mel", help="40 log-Mel bands or 13 MFCCs")
    features.add_argument(
        "--out", type=Path, required=True, metavar="F.npy", help="where to write (frames, bands) float32"
    )
    mix = add_verb(words, "mix", "lay a noise over a speech recording at a signal-to-noise ratio", _mix)
    mix.add_argument("speech", type=Path, metavar="SPEECH", help="the speech")
    mix.add_argument(
        "noise", type=Path, metavar="NOISE", help="the noise; repeated where it is shorter than the speech"
    )
    mix.add_argument("--snr-db", type=float, required=True, metavar="X", help="speech power over noise power, in dB")
    mix.add_argument(
        "--snr-over",
        choices=["whole", "active"],
        default="whole",
        help="count the speech's power over the whole recording (default) or its active part (ITU-T P.56)",
    )
    mix.add_argument(
        "--seed", type=int, default=0, metavar="N", help="draws where in a longer noise to start (default 0)"
    )
    mix.add_argument("--out", type=Path, required=True, metavar="F.wav", help="where to write 16 kHz mono, 16 bit")


def _features(args: argparse.Namespace, terminal: Terminal) -> None:
    check_place(args.out, [args.file])
    samples = read_audio(args.file)
    from ser_workbench.features.kaldi import FeatureExtractor  # torch takes seconds to load: bad input is told first
    from ser_workbench.features.settings import FeatureSettings

    try:
        features = FeatureExtractor(FeatureSettings(kind=args.kind)).extract(samples)
    except AudioError as error:
        raise type(error)(f"{args.file}: {error}") from None
    content = io.BytesIO()  # np.save straight to a full disk is an OSError that does not say so.
    np.save(content, features)
    with written_beside(args.out) as part:
        part.write_bytes(content.getbuffer())
    if args.json:
        frames, bands = features.shape
        terminal.result({"file": str(args.out), "kind": args.kind, "frames": frames, "bands": bands})
    terminal.say(f"{args.out}: {features.shape[0]} frames of {features.shape[1]} {args.kind} values")


def _mix(args: argparse.Namespace, terminal: Terminal) -> None:
    if not -60 <= args.snr_db <= 80:
        raise BadInputError(f"An SNR of {args.snr_db:g} dB cannot be written in 16 bits; choose one from -60 to 80 dB.")
    if args.seed < 0:
        raise BadInputError(f"A seed cannot be {args.seed}; choose 0 or more.")
    check_place(args.out, [args.speech, args.noise])
    speech, noise = read_audio(args.speech), read_audio(args.noise)
    offset = float(np.random.default_rng(args.seed).random())
    try:
        mixed = mix_for_file(speech, fit_noise(noise, len(speech), offset), args.snr_db, args.snr_over)
    except SilentAudioError as error:
        raise SilentAudioError(f"{args.speech} cannot be mixed with {args.noise}: {error}") from None
    write_audio(args.out, mixed.samples)
    if args.json:
        terminal.result(
            {"file": str(args.out), "snr_db": mixed.snr_db, "gain_db": mixed.gain_db, "noise_offset": offset}
        )
    level = f"turned down by {-mixed.gain_db:.2f} dB so that nothing clips" if mixed.gain_db < 0 else "level unchanged"
    over = " over active speech" if args.snr_over == "active" else ""
    terminal.say(f"{args.out}: SNR {mixed.snr_db:.2f} dB{over}, {level}")
