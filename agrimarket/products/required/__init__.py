"""Which papers the law asks for on a day: dated rows, suspensions and all."""
