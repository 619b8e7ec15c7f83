"""Booklets: a guide's records on paper, one PDF for each edition, set by Typst."""
