"""Ending a channel: a date in the register; its listings go off by themselves, with the reason."""

from datetime import date

from sqlalchemy.orm import Session

from agrimarket.channels import store
from agrimarket.channels.booths import channel_of
from agrimarket.channels.listing import JOB
from agrimarket.channels.models import Channel
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import day_text
from agrimarket.kit.jobs import enqueue


def close_channel(
    session: Session, *, viewer: Viewer, code: str, last_day: date, successor_code: str | None
) -> Channel:
    """Note the last day on which the channel took goods; ChannelUnknown, ChannelClosed."""
    channel = channel_of(session, code)
    if successor_code is not None:
        channel_of(session, successor_code)
    channel.valid_to, channel.successor_code = last_day, successor_code
    session.flush()
    audit.record(
        session, viewer, "channel_closed", kind="channel", id=code,
        after={"valid_to": day_text(last_day), "successor": successor_code},
    )  # fmt: skip
    store.wake(session, store.on_channel(code), clock.now())
    enqueue(session, JOB, unique_key=JOB)
    return channel
