"""Forgetting a producer who asked for it: sign-ins closed and emptied, nothing can be opened."""

import secrets

from sqlalchemy.orm import Session

from agrimarket.accounts import store_forget as store
from agrimarket.accounts.store_people import FORGOTTEN
from agrimarket.kit import clock
from agrimarket.places.spelling import fold


def forget_producer(session: Session, household_id: str, *, name: str) -> list[str]:
    """Empty the producer's accounts and stop all they were signed in with; the accounts' ids.

    Called in the commit of the erasure (Law 91/2025/QH15), before the person's key is destroyed.
    """
    accounts = store.accounts_of(session, household_id)
    ids = [account.id for account in accounts]
    store.drop_parts(session, ids)
    store.stop_tokens(session, household_id, ids, name=name, now=clock.now())
    store.drop_links_of(session, household_id)
    session.flush()
    for account in accounts:
        session.refresh(account)
        account.name, account.login = name, f"{FORGOTTEN}{account.id}"
        account.name_folded = fold(name)
        account.email = account.phone = None
        account.password_hash, account.session_stamp = "", secrets.token_urlsafe(32)
        account.totp_sealed = account.totp_confirmed_at = account.totp_last_step = None
        account.recovery_hashes, account.last_sign_in_at = [], None
        account.active, account.must_change_password = False, False
        account.disabled_at = account.disabled_at or clock.now()
    session.flush()
    return ids
