"""The report as PDF: the document as data, set by a typst template that an organisation can replace."""

from drillsim.report.pdf.press import pdf
from drillsim.report.pdf.template import shown

__all__ = ["pdf", "shown"]
