"""What the law on personal data asks of the service: requests, breaches, erasure, retention, dossier."""
