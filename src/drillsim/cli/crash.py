"""The crash log: what developers need of a failure, kept off the screen."""

import datetime
import os
import platform
import tempfile
import traceback
from pathlib import Path

import platformdirs

from drillsim import __version__


def log(error: BaseException) -> str:
    """Writes the log, readable for this user only; returns a sentence that names it."""
    now = datetime.datetime.now(datetime.UTC)
    where = f"Python {platform.python_version()}, {platform.platform()}"
    text = f"drillsim {__version__}, {where}, {now:%Y-%m-%d %H:%M:%S} UTC\n"
    text += "".join(traceback.format_exception(error))
    for folder in (platformdirs.user_log_path("drillsim", appauthor=False), Path(tempfile.gettempdir())):
        path = folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            continue
        return f"what happened is in {path}"
    return "no log of it could be written"
