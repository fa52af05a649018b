"""One widget a file. None of them reads markup: text is shown as it is, once it is clean."""
