"""The card that opens a producer's record at the next visit."""
