"""Stickers to print."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import StickerSize
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.pdf import PdfMissing
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page

_SHEET = 10  # stickers of one sheet


@require_GET
@staff_page(may(Permission.NUMBERS))
def sticker(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """Give the sticker of ``?size=`` large (if nothing is said), small, or a sheet."""
    size_name = request.GET.get("size", "")
    size = StickerSize(size_name) if size_name in list(StickerSize) else StickerSize.LARGE
    lease = api.lease_get(lease_id)
    # One sheet of one car's: in front, behind, and some to keep.
    ids = [lease_id] * (_SHEET if size is StickerSize.SHEET else 1)
    return stickers_file(request, ids, size, lease.number)


def stickers_file(
    request: HttpRequest, lease_ids: list[UUID], size: StickerSize, name: str
) -> HttpResponse:
    """Give the stickers as a file; say what is missing where this machine makes no papers."""
    try:
        made = api.stickers_pdf(lease_ids=lease_ids, size=size)
    except PdfMissing:
        words = gettext(
            "이 서버에는 PDF를 만드는 데 드는 Pango 라이브러리가 없습니다. 서버 "
            "담당자에게 libpangoft2-1.0-0 설치를 요청해 주세요. 번호는 그대로 쓸 수 "
            "있습니다."
        )
        return problem_page(request, 503, detail=words)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sticker-{name}-{size}.pdf"'
    return response
