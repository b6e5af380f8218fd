"""What is allowed by name, each with its reason; a change here is a change somebody must answer."""

SYSTEM_USES: dict[str, str] = {
    "agrimarket/accounts/commands.py": "whoever has the server's shell makes tokens and accounts",
    "agrimarket/households/commands.py": "whoever has the server's shell imports lists",
    "agrimarket/issuing/commands.py": "whoever has the server's shell issues and prints",
    "agrimarket/issuing/jobs.py": "a print was allowed when it was asked for",
    "agrimarket/scanning/store.py": "a stamp resolves after consent or product is withdrawn",
    "agrimarket/system/demo/people.py": "the demonstration acts where its people have no say",
    "agrimarket/system/setup.py": "the first accounts are made by nobody",
}
PUBLIC_USES: dict[str, str] = {
    "agrimarket/accounts/identify.py": "a request without a good session or token",
    "agrimarket/accounts/rules.py": "a token that is not good",
    "agrimarket/products/scope.py": "a picture's address answers whoever may see the product",
    "agrimarket/scanning/store.py": "pages of lots and products without a stamp",
}
NOT_AN_EDGE: dict[str, str] = {
    "agrimarket/households/keys.py": "opens the key file of the running service",
    "agrimarket/products/form_page.py": "what every form page of products and lots does",
    "agrimarket/products/links.py": "addresses of pages in other rooms",
    "agrimarket/issuing/make.py": "drawing stands between a plan and its record, outside any write",
    "agrimarket/issuing/ring.py": "opens the key ring of the running service",
    "agrimarket/accounts/identify.py": "finds the viewer from the request's cookie or token",
}
