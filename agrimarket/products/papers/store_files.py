"""The SQL of certificates' scans."""

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from agrimarket.kit.ids import is_id
from agrimarket.products.models import CertificateFile


def files_of(session: Session, certificate_id: str) -> list[CertificateFile]:
    """Every scan of a certificate, the first first, without its content."""
    query = select(CertificateFile).where(CertificateFile.certificate_id == certificate_id)
    bare = query.options(defer(CertificateFile.content_sealed))
    return list(session.scalars(bare.order_by(CertificateFile.created_at, CertificateFile.id)))


def file(session: Session, certificate_id: str, file_id: str) -> CertificateFile | None:
    """One of them, else None."""
    if not is_id(file_id):
        return None
    query = select(CertificateFile).where(
        CertificateFile.id == file_id, CertificateFile.certificate_id == certificate_id
    )
    return session.scalar(query)
