"""For all tests: what is skipped where, and how hard hypothesis tries."""

import os
import shutil

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("support")

# The same examples on every run of CI, and no deadline: a slow machine is no failure.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

BROWSERS = ("chromium", "chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run, saying why."""
    skips = {
        "browser": None if any(map(shutil.which, BROWSERS)) else "no chromium on this machine",
        "root": None if hasattr(os, "geteuid") and os.geteuid() == 0 else "not root",
    }
    for item in items:
        for marker, reason in skips.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))
