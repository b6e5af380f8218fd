"""What is allowed by name, each with its reason; a change here is a change somebody must answer."""

SYSTEM_USES: dict[str, str] = {
    "agrimarket/accounts/account_commands.py": "whoever has the server's shell makes accounts",
    "agrimarket/accounts/commands.py": "whoever has the server's shell makes tokens and accounts",
    "agrimarket/channels/reactions.py": "a recall tells listings of every producer it reaches",
    "agrimarket/channels/staff.py": "a stand-in's staff are no users of ours",
    "agrimarket/channels/store_forget.py": "listings of a forgotten person, whoever asked",
    "agrimarket/channels/weigh.py": "what is owed to a channel is nobody's in particular",
    "agrimarket/fieldwork/store_forget.py": "a forgotten person's goods, whoever asked",
    "agrimarket/households/lists/commands.py": "whoever has the server's shell imports lists",
    "agrimarket/issuing/commands.py": "whoever has the server's shell issues and prints",
    "agrimarket/issuing/consume.py": "whoever holds a pack may say it opened, nobody's viewer",
    "agrimarket/issuing/jobs.py": "a print was allowed when it was asked for",
    "agrimarket/issuing/log/store.py": "no stamp lies on a lot of another product, whoever asks",
    "agrimarket/kit/key_check.py": "keys are marked by whoever has the server's shell",
    "agrimarket/lots/diary_store.py": "a spray counts, whoever sees the lot it was told on",
    "agrimarket/lots/store_forget.py": "a forgotten person's lots, whoever was allowed to ask",
    "agrimarket/privacy/commands.py": "whoever has the server's shell answers the law's questions",
    "agrimarket/privacy/dossier.py": "the assessment counts everything",
    "agrimarket/privacy/removed.py": "the term of what was taken off the list is the law's word",
    "agrimarket/privacy/store.py": "whether a channel holds the data of somebody seen already",
    "agrimarket/products/store_forget.py": "a forgotten person's goods, whoever was allowed to ask",
    "agrimarket/scanning/store_forget.py": "a forgotten person's scans, whoever was allowed to ask",
    "agrimarket/scanning/store.py": "a stamp resolves after consent or product is withdrawn",
    "agrimarket/system/demo/people.py": "the demonstration acts where its people have no say",
    "agrimarket/system/keep_commands.py": "whoever has the server's shell makes backups",
    "agrimarket/system/restore/run.py": "and brings them back",
    "agrimarket/system/setup.py": "the first accounts are made by nobody",
    "agrimarket/teams/store_forget.py": "a forgotten person's names, whoever was allowed to ask",
    "agrimarket/trail/commands.py": "whoever has the server's shell reads the trail",
}
PUBLIC_USES: dict[str, str] = {
    "agrimarket/accounts/identify.py": "a request without a good session or token",
    "agrimarket/accounts/jobs.py": "whoever forgot a password is nobody yet",
    "agrimarket/accounts/rules.py": "a token that is not good",
    "agrimarket/channels/live.py": "where to buy, as buyers see it",
    "agrimarket/issuing/log/store.py": "which products' names the log may tell everybody",
    "agrimarket/kit/tries.py": "whoever tries a password or code is nobody yet",
    "agrimarket/lots/graph/sources.py": "what a lot was made from, as buyers may know it",
    "agrimarket/lots/graph/store.py": "whose producers may be named in a trace of others' lots",
    "agrimarket/lots/diary_store.py": "a diary picture answers buyers while its producer consents",
    "agrimarket/lots/transfers/store.py": "a receiver reads a sender's name as the public may",
    "agrimarket/products/scope.py": "a picture's address answers whoever may see the product",
    "agrimarket/scanning/store.py": "pages of lots and products without a stamp",
    "agrimarket/scanning/machine/answer_pages.py": "a lot's events at their public address",
    "agrimarket/scanning/machine/pages.py": "what the public is told of the ten items",
    "agrimarket/scanning/machine/store.py": "whose names stand beside the events of a chain",
}
NOT_AN_EDGE: dict[str, str] = {
    "agrimarket/fieldwork/batch.py": "a batch commits in pieces, one an operation (decision 20)",
    "agrimarket/fieldwork/hand_over.py": "repainting stands between two commits",
    "agrimarket/channels/deliver.py": "calls stand between two commits: claimed, then noted",
    "agrimarket/channels/registry.py": "opens the stand-ins of the running service",
    "agrimarket/channels/staff.py": "a stand-in's staff act between our commits",
    "agrimarket/channels/forget.py": "calls stand between commits, as in deliver.py",
    "agrimarket/households/cards/ring.py": "opens the ring of cards of the running service",
    "agrimarket/households/keys.py": "opens the key file of the running service",
    "agrimarket/issuing/key_fit.py": "looks at the database before the service begins",
    "agrimarket/issuing/make.py": "drawing stands between a plan and its record, outside any write",
    "agrimarket/issuing/ring.py": "opens the key ring of the running service",
    "agrimarket/accounts/identify.py": "finds the viewer from the request's cookie or token",
    "agrimarket/accounts/vneid/sandbox.py": "the stand-in provider notes its spent codes by itself",
}
PASSED_ON: dict[str, str] = {
    "SheetRefused": "carries the engine's own sentence, which is checked beside it",
    "BadLink": "carries the engine's own sentence, which is checked beside it",
}
UNSCOPED: dict[str, str] = {
    "agrimarket/fieldwork/store_keys.py reads accounts without its scope": (
        "the phone that asks for its own key, by the cookie that it alone carries"
    ),
    "agrimarket/channels/facts_store.py reads households without its scope": (
        "the owners of products that were read through their scope"
    ),
    "agrimarket/issuing/log/store.py reads households without its scope": (
        "the producer of an order that was just granted, or of all for the log's own check"
    ),
    "agrimarket/lots/store_verify.py reads products without its scope": (
        "whoever has the server's shell has everybody's lots added up; no name is told"
    ),
    "agrimarket/lots/store_area_papers.py reads products without its scope": (
        "the areas of a paper that was read through its holder's scope"
    ),
    "agrimarket/products/papers/store_ending.py reads households without its scope": (
        "the holders of papers that are read through their scope, or that the system tells"
    ),
    "agrimarket/lots/recalls/store.py reads products without its scope": (
        "a recall holds lots of every producer it reaches; others' are told as public facts"
    ),
    "agrimarket/reports/store.py reads scanning without its scope": (
        "scans are reached through orders that were read through their scope"
    ),
    "agrimarket/trail/store.py reads accounts without its scope": (
        "the names of those who acted on a thing that was read through its scope"
    ),
}
OUTSIDE_CALLERS: dict[str, str] = {
    "agrimarket/kit/outgoing.py": "the one door to the outside",
    "agrimarket/system/serve.py": "asks whether a port is free, calls nobody",
    "stamps/log_stamps.py": "an outsider's verifier asks the service that it checks, as told to",
}
# redirect() to a name: where that name comes from
OWN_ADDRESSES: dict[str, str] = {
    "agrimarket/accounts/enter_pages.py": "own_path lets a path of this host through, nothing else",
    "agrimarket/accounts/vneid/pages.py": "the provider's own page, as its adapter names it",
    "agrimarket/accounts/vneid/sandbox_pages.py": "_asked lets our own way back through alone",
    "agrimarket/kit/web/form_page.py": "act and save answer an address made by url_for",
    "agrimarket/scanning/thing_pages.py": "a slash and the quoted serial number",
}
