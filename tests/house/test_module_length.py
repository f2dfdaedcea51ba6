"""A file that one cannot read in one go holds two things: split it by thing."""

import pytest

from tests.house.project_files import project_files, shown

LIMITS = {".py": 300, ".html": 300, ".css": 500, ".js": 300, ".sh": 300}


@pytest.mark.parametrize("suffix", LIMITS)
def test_no_file_is_longer_than_its_limit(suffix):
    lengths = {
        shown(file): len(file.read_text(encoding="utf-8").splitlines())
        for file in project_files(suffix)
    }
    too_long = {name: lines for name, lines in lengths.items() if lines > LIMITS[suffix]}
    assert too_long == {}
