"""The sizes a product is sold in: so much of it, at a price, perhaps with a number of its own."""
