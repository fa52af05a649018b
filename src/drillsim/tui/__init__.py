"""The terminal's screens. Widgets show, they do not decide: their text comes from `present`."""
