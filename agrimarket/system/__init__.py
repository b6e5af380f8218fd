"""Running and keeping the whole service: set-up, server, worker, backup, verification, demo."""
