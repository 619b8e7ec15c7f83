"""How well the search answers people's own words, beside two other searches on the same pages."""
