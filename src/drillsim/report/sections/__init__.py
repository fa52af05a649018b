"""The sections of the after-action report, one file each: facts in, Markdown out."""
