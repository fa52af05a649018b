"""Write the golden page anew, from the checkout: `PYTHONPATH=tests python -m report.html.golden`."""

from pathlib import Path

from drillsim.report.html import page
from support.papers import paper

if __name__ == "__main__":
    (Path(__file__).parents[1] / "golden" / "paper.html").write_text(page(paper()), encoding="utf-8")
