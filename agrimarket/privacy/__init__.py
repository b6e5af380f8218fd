"""What the law on personal data asks: requests, breaches, erasure, retention, the dossier."""
