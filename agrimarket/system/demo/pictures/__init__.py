"""Drawn pictures for demo products, so that the repository keeps no image and no real place."""
