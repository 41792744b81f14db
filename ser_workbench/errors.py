# SPDX-License-Identifier: MIT
"""Every mistake a user can make, as one tree.

WorkbenchError                     one sentence: what is wrong, where, what to do
├── BadInputError                  exit 2: the words or the data are wrong
│   ├── SettingsError              a setting that cannot be
│   ├── AudioError                 a file that cannot be heard
│   │   ├── UnreadableAudioError   not audio, or cut off
│   │   ├── EmptyAudioError        no samples
│   │   ├── SilentAudioError       no power
│   │   ├── NonFiniteAudioError    NaN or infinite samples
│   │   └── TooShortAudioError     shorter than one analysis window
│   ├── CorpusError                a folder that is no corpus, or a corpus that cannot be used
│   │   ├── MissingFolderError     the folder is not there
│   │   ├── NoAudioError           the folder holds no audio
│   │   ├── UnknownCorpusError     no reader recognises the folder
│   │   └── PartitionError         speakers cannot be divided as asked
│   │       └── LeakError          a speaker or a content stands on two sides
│   ├── RunError                   no such run, or its folder is damaged
│   │   ├── BadCheckpointError     a file of weights that is not one
│   │   └── InspectionError        outputs of a network that cannot be looked into
│   └── WorkspaceError             a workspace that cannot be opened or written
└── FailedError                    exit 1: the machine could not do it
    ├── DiskFullError              no space left
    ├── FetchError                 a corpus that could not be downloaded
    │   └── BadArchiveError        an archive that is damaged, or that is not safe to unpack
    ├── DeviceError                the GPU, or its memory
    │   └── DeviceMemoryError      the memory of the GPU, or of the machine, is used up
    └── AudioDeviceError           no loudspeaker, no microphone, no PortAudio
"""


class WorkbenchError(Exception):
    """A mistake that the user can mend; its text is one sentence for the user."""

    exit_code = 1


class BadInputError(WorkbenchError):
    """The words or the data are wrong."""

    exit_code = 2


class SettingsError(BadInputError):
    """A setting that cannot be."""


class AudioError(BadInputError):
    """A file that cannot be heard."""


class UnreadableAudioError(AudioError):
    """The file is not audio, or it is cut off."""


class EmptyAudioError(AudioError):
    """The file holds no samples."""


class SilentAudioError(AudioError):
    """The signal has no power."""


class NonFiniteAudioError(AudioError):
    """The signal holds NaN or infinite samples."""


class TooShortAudioError(AudioError):
    """The signal is shorter than one analysis window."""


class CorpusError(BadInputError):
    """A folder that is no corpus, or a corpus that cannot be used."""


class MissingFolderError(CorpusError):
    """The folder is not there."""


class NoAudioError(CorpusError):
    """The folder holds no audio."""


class UnknownCorpusError(CorpusError):
    """No reader recognises the folder."""


class PartitionError(CorpusError):
    """The speakers cannot be divided as asked."""


class LeakError(PartitionError):
    """A speaker, or a file of the same content, stands on two sides."""


class RunError(BadInputError):
    """No such run, or its folder is damaged."""


class BadCheckpointError(RunError):
    """A file of weights that is not one."""


class InspectionError(RunError):
    """Outputs of a network that cannot be looked into."""


class WorkspaceError(BadInputError):
    """A workspace that cannot be opened or written."""


class FailedError(WorkbenchError):
    """The machine could not do what was asked."""


class DiskFullError(FailedError):
    """No space is left on the disk."""


class FetchError(FailedError):
    """A corpus could not be downloaded."""


class BadArchiveError(FetchError):
    """An archive is damaged, or is not safe to unpack."""


class DeviceError(FailedError):
    """The computing device, or its memory, is not there."""


class DeviceMemoryError(DeviceError):
    """The memory of the computing device is used up."""


class AudioDeviceError(FailedError):
    """No loudspeaker, no microphone, or no PortAudio."""
