"""Tools every room uses, and which know no room."""
