"""The report as Markdown: CommonMark with GFM tables, which reads well in a terminal too."""
