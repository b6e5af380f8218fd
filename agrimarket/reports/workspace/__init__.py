"""A producer's own page on a phone, and the same page where somebody helps them."""
