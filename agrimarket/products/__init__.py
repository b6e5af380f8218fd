"""Products, photos, OCOP ratings, certificates."""
