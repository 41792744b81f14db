# SPDX-License-Identifier: MIT
"""The tree of user errors."""

import inspect
import re

from ser_workbench import errors


def _classes() -> dict[str, type]:
    return {
        name: value
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, errors.WorkbenchError)
    }


def test_that_the_tree_in_the_docstring_names_every_error_once():
    named = re.findall(r"\b(\w+Error)\b", errors.__doc__ or "")
    assert sorted(named) == sorted(_classes())


def test_that_bad_input_exits_with_2_and_a_failure_with_1():
    for cls in _classes().values():
        assert cls.exit_code == (2 if issubclass(cls, errors.BadInputError) else 1)


def test_that_the_tree_is_indented_as_the_classes_inherit():
    depth_of = {name: len(cls.__mro__) for name, cls in _classes().items()}
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"([│├└─ ]*)(\w+Error)", line)
        if found:
            assert len(found.group(1)) // 4 == depth_of[found.group(2)] - depth_of["WorkbenchError"]
