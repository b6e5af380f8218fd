"""What the tests of invitations share: who is invited as what, and the form of the invited."""

from sqlalchemy import select

from agrimarket.accounts import invite
from agrimarket.accounts.models import Account
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from tests.builders.accounts import Member

FORM = {"name": "Đỗ Văn Bình", "contact": "0988 777 666", "password": "ba con vịt bầu"}
OFFICER, WORKER, TEAM = Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER, Role.COMMUNITY_TEAM
PROVINCE, AUDITOR, PRODUCER = Role.PROVINCE_OFFICER, Role.AUDITOR, Role.PRODUCER


def offer(member: Member, role: Role = WORKER, *communes: str, **over) -> str:
    """An invitation made through the rules; its path."""
    with one_commit() as session:
        _, secret = invite.invite(
            session, viewer=member.viewer, role=role, commune_codes=communes, **over
        )
    return f"/moi/{secret}"


def accounts() -> list[Account]:
    reading().rollback()
    return list(reading().scalars(select(Account).order_by(Account.created_at, Account.id)))
