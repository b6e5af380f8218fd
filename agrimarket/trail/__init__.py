"""Who did what, when, to which thing: the audit trail as people read it."""
