"""Lists of producers: an uploaded file read, tried, imported, mended and taken back."""
