"""The province's safe-produce portal: it shows who grows what when, and sells nothing."""
