"""Loaded before Django reads its settings: each test process has a data folder of its own."""

from __future__ import annotations

import atexit
import os
import pathlib
import shutil
import tempfile

_DATA = tempfile.mkdtemp(prefix="alongside-tests-")
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)

for name in [name for name in os.environ if name.startswith("ALONGSIDE_")]:
    # Only where the tests run is taken from outside, never what they run with.
    if name not in ("ALONGSIDE_DATABASE", "ALONGSIDE_CHROMIUM"):
        del os.environ[name]
os.environ["ALONGSIDE_DATA_DIR"] = _DATA
# An operator's own settings file is not the tests' business.
pathlib.Path(_DATA, "none.toml").touch()
os.environ["ALONGSIDE_SETTINGS"] = f"{_DATA}/none.toml"
