"""Other programs' files: logs of sign-ins, lists of names. Texts in, rows and what is wrong with them out."""
