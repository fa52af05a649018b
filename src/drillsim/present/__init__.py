"""From what a client was given to rows and words: pure, and shared by every kind of screen."""
