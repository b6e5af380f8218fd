"""Who did what, when, before and after: read by whoever sees the thing it was done to."""
