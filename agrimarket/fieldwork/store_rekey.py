"""What the field keeps under the key file, for the rotation that moves it to a newer key."""

from agrimarket.fieldwork import citizen, sent, uploads, vault
from agrimarket.fieldwork.models import FieldKey, FieldOperation, FieldPiece, FieldVault
from agrimarket.kit.rekey import SealedColumn

REKEYED = (
    SealedColumn(FieldVault.key_sealed, place=lambda row: vault.place_of(row.owner_id)),
    SealedColumn(FieldKey.private_sealed, place=lambda row: citizen.place_of(row.id)),
    SealedColumn(FieldOperation.body_sealed, place=lambda row: sent.place_of(row.id)),
    SealedColumn(FieldPiece.content_sealed, place=lambda row: uploads.place_of(row.id)),
)
