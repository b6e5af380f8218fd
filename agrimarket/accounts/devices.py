"""Phones used in the field: known by a secret in a cookie, opened with a PIN, ended by revoking."""

import hmac
import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from agrimarket.accounts import pins, rules
from agrimarket.accounts import store_factors as store
from agrimarket.accounts.events import DevicesStopped
from agrimarket.accounts.models import Account, FieldDevice
from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.ids import is_id, new_id
from agrimarket.kit.keyfile import Keys

LIFE = timedelta(days=30)
LONGEST_NAME = 80
MOST = 10  # of one person, in use
FIELD_ROLES = (
    Role.PROVINCE_OFFICER, Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER, Role.COMMUNITY_TEAM,
    Role.PRODUCER,
)  # fmt: skip


class PinWrong(Refusal):
    """Not this phone's PIN."""

    code = "pin_wrong"
    sentence = "Mã PIN chưa đúng. Hãy gõ lại, hoặc đăng nhập bằng cách khác."


class DeviceUnnamed(Refusal):
    """A list of nameless phones tells nobody which one was lost."""

    code = "device_unnamed"
    sentence = "Hãy đặt tên cho máy này, ví dụ: điện thoại xanh của Nam."


class DeviceOfAnother(Refusal):
    """This browser is somebody else's field device: what it keeps is theirs."""

    code = "device_of_another"
    kind = Kind.CONFLICT
    sentence = "Máy này đang dùng cho người khác. Hãy nhờ người đó gỡ máy trước."


class DeviceOver(Refusal):
    """Thirty days are over, or the device or its person was stopped."""

    code = "device_over"
    kind = Kind.FORBIDDEN
    sentence = "Máy này không mở bằng mã PIN được nữa. Hãy đăng nhập lại rồi đặt mã PIN mới."


class TooManyDevices(Refusal):
    """More than one person carries."""

    code = "too_many_devices"
    kind = Kind.CONFLICT
    sentence = "Bạn đã có 10 máy. Hãy gỡ bớt máy không dùng nữa."


def register(
    session: Session, *, viewer: Viewer, keys: Keys, name: str, pin: str, again: str,
    here: FieldDevice | None,
) -> tuple[FieldDevice, str]:  # fmt: skip
    """Make this phone a field device for thirty days; the row and what its cookie carries.

    `here` is what the phone was before: one's own is replaced, another's is DeviceOfAnother.
    DeviceUnnamed, PinShape, PinWeak, PinUnequal, TooManyDevices.
    """
    if not name.strip():
        raise DeviceUnnamed(fields={"name": [DeviceUnnamed.sentence]})
    pins.check(pin, again)
    if here is not None and here.account_id != viewer.account_id and is_in_use(here):
        raise DeviceOfAnother
    _replace(session, viewer, here)
    own = [row for row in store.devices_of(session, _account_id(viewer)) if is_in_use(row)]
    if len(own) >= MOST:
        raise TooManyDevices
    device_id, secret, now = new_id(), secrets.token_urlsafe(32), clock.now()
    device = FieldDevice(
        id=device_id,
        account_id=_account_id(viewer),
        name=name.strip()[:LONGEST_NAME],
        secret_hash=rules.token_hash(secret),
        pin_hash=pins.kept(keys, device_id, pin),
        seen_at=now,
        ends_at=now + LIFE,
    )
    session.add(device)
    session.flush()
    _note(session, viewer, "device_added", device)
    return device, f"{device_id}.{secret}"


def of_cookie(session: Session, cookie: str) -> FieldDevice | None:
    """The device behind a cookie, revoked or not; None for a made-up id or a wrong secret."""
    device_id, _, secret = cookie.partition(".")
    device = store.device_by_id(session, device_id) if is_id(device_id) else None
    if device is None or not hmac.compare_digest(device.secret_hash, rules.token_hash(secret)):
        return None
    return device


def is_in_use(device: FieldDevice) -> bool:
    """True while a PIN can open it."""
    return device.revoked_at is None and device.ends_at > clock.now()


def unlock(session: Session, *, keys: Keys, device_id: str, pin: str) -> Account:
    """Whose phone it is, once the PIN is right; PinWrong, DeviceOver."""
    device = store.device_by_id(session, device_id, hold=True)
    account = session.get(Account, device.account_id) if device else None
    if device is None or account is None or not account.active or not is_in_use(device):
        raise DeviceOver
    if Role(account.role) not in FIELD_ROLES:
        raise DeviceOver
    if not pins.matches(keys, device.id, device.pin_hash, pin):
        raise PinWrong(fields={"pin": [PinWrong.sentence]})
    device.seen_at = clock.now()
    return account


def own_device(session: Session, *, viewer: Viewer, device_id: str) -> FieldDevice:
    """One of the viewer's own; NotFound for anybody else's."""
    device = store.device_by_id(session, device_id, hold=True) if is_id(device_id) else None
    if device is None or device.account_id != viewer.account_id:
        raise NotFound
    return device


def devices_of(session: Session, account_id: str) -> list[FieldDevice]:
    """Somebody's devices that are not gone for good, newest first; the caller checks the scope.

    Revoked ones stay on the list until the phone has emptied itself.
    """
    rows = store.devices_of(session, account_id)
    return [row for row in rows if row.revoked_at is None or row.wiped_at is None]


def revoke_device(
    session: Session, viewer: Viewer, device: FieldDevice, *, reason: str | None = None
) -> None:
    """Stop a device and the sessions it opened; the caller checked the scope. Safe to repeat."""
    if device.revoked_at is not None:
        return
    device.revoked_at = clock.now()
    end_sessions_of(session, device)
    events.publish(session, DevicesStopped([device.id]))
    _note(session, viewer, "device_revoked", device, reason=reason)


def end_sessions_of(session: Session, device: FieldDevice) -> None:
    """Every session that a PIN opened on it is over."""
    for row in store.open_sessions_of_device(session, device.id):
        row.ended_at = clock.now()


def note_wiped(session: Session, *, viewer: Viewer, device_id: str) -> None:
    """The phone was told to empty itself; noted the first time."""
    device = store.device_by_id(session, device_id, hold=True)
    if device is not None and device.revoked_at is not None and device.wiped_at is None:
        device.wiped_at = clock.now()
        _note(session, viewer, "device_wiped", device)


def _replace(session: Session, viewer: Viewer, here: FieldDevice | None) -> None:
    """What this phone was before counts no more; its cookie is about to be written over."""
    if here is None or here.account_id != viewer.account_id or here.revoked_at is not None:
        return
    old = store.device_by_id(session, here.id, hold=True)
    if old is not None:
        old.revoked_at = old.wiped_at = clock.now()
        end_sessions_of(session, old)
        events.publish(session, DevicesStopped([old.id]))
        _note(session, viewer, "device_replaced", old)


def _note(
    session: Session, viewer: Viewer, action: str, device: FieldDevice, reason: str | None = None
) -> None:
    what = {"device": device.id}  # its name may be a person's
    audit.record(
        session, viewer, action, kind="account", id=device.account_id, after=what, reason=reason
    )


def _account_id(viewer: Viewer) -> str:
    if viewer.account_id is None:
        raise NotFound
    return viewer.account_id
