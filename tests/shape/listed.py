"""What is allowed by name, each with its reason; a change here is a change somebody must answer."""

SYSTEM_USES: dict[str, str] = {
    "agrimarket/accounts/commands.py": "whoever has the server's shell makes tokens and accounts",
    "agrimarket/system/demo/people.py": "the demonstration acts where its people have no say",
    "agrimarket/system/setup.py": "the first accounts are made by nobody",
}
PUBLIC_USES: dict[str, str] = {
    "agrimarket/accounts/identify.py": "a request without a good session or token",
    "agrimarket/accounts/rules.py": "a token that is not good",
}
NOT_AN_EDGE: dict[str, str] = {
    "agrimarket/accounts/identify.py": "finds the viewer from the request's cookie or token",
}
