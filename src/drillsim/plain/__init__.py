"""Plain lines: a drill played by typed words, for screen readers, pipes and dumb terminals; a client of the host."""
