"""What each kind of diary line tells: its facts as data, checked, typed into forms, and told."""
