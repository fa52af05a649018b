"""YAML in and out: documents with the place of every value, and the files that come with drillsim."""

from drillsim.loading.bundled import bundled, bundled_drills
from drillsim.loading.documents import Loaded, check, load, load_recorded
from drillsim.loading.source import SourceFile

__all__ = ["Loaded", "SourceFile", "bundled", "bundled_drills", "check", "load", "load_recorded"]
