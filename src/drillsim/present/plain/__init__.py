"""Plain lines: views told as text, a fact a line, and the words that are typed."""
