"""What others may want to know of products."""
