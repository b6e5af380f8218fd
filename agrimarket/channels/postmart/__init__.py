"""Buudien.vn (Postmart): a catalogue with a review queue, pictures and OCOP stars."""
