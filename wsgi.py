"""The WSGI entry for any server: `app` is the service, configured from the environment."""

from agrimarket.app import create_app

app = create_app()
