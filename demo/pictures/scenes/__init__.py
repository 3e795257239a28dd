"""The scenes by name, each painted by one function."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ..canvas import Canvas
from .ceremonies import bo_phieu, chuc_mung, hoc_bong, khai_giang, khen_thuong
from .classrooms import lop_hoc, may_tinh, phong_thi
from .desks import van_ban
from .halls import bieu_quyet, buc_phat_bieu, dai_bieu, hoi_truong
from .landscapes import hai_dao, vung_cao
from .meetings import hop_ban, tap_huan, thao_luan
from .play import doc_sach, mam_non, the_thao
from .workshops import cau_lac_bo, thi_nghiem, thu_vien
from .yards import bang_tin, truong_hoc


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene: what paints it and, when it also works upright, the x of its middle in scene units."""

    paint: Callable[[Canvas, Random], None]
    upright: float | None = None


SCENES: dict[str, Scene] = {
    "hoi-truong": Scene(hoi_truong),
    "buc-phat-bieu": Scene(buc_phat_bieu, 1950),
    "bo-phieu": Scene(bo_phieu),
    "bieu-quyet": Scene(bieu_quyet),
    "chuc-mung": Scene(chuc_mung, 2000),
    "khen-thuong": Scene(khen_thuong),
    "dai-bieu": Scene(dai_bieu),
    "thao-luan": Scene(thao_luan),
    "hop-ban": Scene(hop_ban),
    "truong-hoc": Scene(truong_hoc),
    "lop-hoc": Scene(lop_hoc),
    "phong-thi": Scene(phong_thi),
    "thu-vien": Scene(thu_vien),
    "thi-nghiem": Scene(thi_nghiem),
    "the-thao": Scene(the_thao),
    "khai-giang": Scene(khai_giang),
    "van-ban": Scene(van_ban),
    "tap-huan": Scene(tap_huan),
    "may-tinh": Scene(may_tinh),
    "vung-cao": Scene(vung_cao),
    "mam-non": Scene(mam_non),
    "bang-tin": Scene(bang_tin),
    "hoc-bong": Scene(hoc_bong),
    "doc-sach": Scene(doc_sach),
    "cau-lac-bo": Scene(cau_lac_bo),
    "hai-dao": Scene(hai_dao),
}
