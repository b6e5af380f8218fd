"""What producers agree to: the texts, what shows that they did, what it covers."""
