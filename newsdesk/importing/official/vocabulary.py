"""The words by which official documents are known: types of documents and their letters, offices, marks."""

import re
from collections.abc import Mapping

#: Types of documents by the letters that stand for them in a number (Decree 30/2020, appendix III; laws: Decree 34/2016; the Party's: Hướng dẫn 36-HD/VPTW).
TYPES: Mapping[str, str] = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định", "TC": "Thông cáo", "TB": "Thông báo",
    "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản",
    "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo",
    "NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "NQLT": "Nghị quyết liên tịch", "PL": "Pháp lệnh", "L": "Lệnh",
    "KL": "Kết luận", "QĐi": "Quy định", "ĐL": "Điều lệ",
}  # fmt: skip
#: Types that have no letters of their own in a number, or no number.
MORE_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Công văn", "Thư công", "Kết luận thanh tra", "Báo cáo thẩm định", "Giấy chứng nhận", "Giấy xác nhận", "Lời kêu gọi", "Tuyên bố", "Văn bản hợp nhất", "Chiến lược", "Bản sao", "Danh mục hồ sơ", "Mục lục hồ sơ", "Mục lục văn bản, tài liệu", "Sổ đăng ký văn bản đi", "Quy trình", "Nội quy")  # fmt: skip
#: Letters of copies: the number of a copy is not that of the document.
COPIES: Mapping[str, str] = {"SY": "Sao y", "TrS": "Trích sao", "SL": "Sao lục"}

NATION = re.compile(r"cong hoa xa hoi chu nghia(?: viet nam)?\b")
#: The Party's, and the Youth Union's, stand where others have the nation's name.
PARTY = re.compile(r"(?:dang cong san viet nam|doan (?:tncs|thanh nien cong san) ho chi minh)\W*")
MOTTO = re.compile(r"(?:doc lap|tu do|hanh phuc)\b.*")
#: What is drawn under a line of the letterhead.
RULE = re.compile(r"[\W_oO0]+")
#: Letters that are left to be filled in, or are a form's own: dots, and what stands in brackets. A footnote's number may stand among them.
BLANK = re.compile(r"[.…_]{2,}|…|\.\s*\.\s*\.|\[[^\]]*\]")
#: Words that stand for what an office has to put there.
PLACEHOLDERS = re.compile(
    r"ten (?:cq|co quan|loai|tinh|don vi|to chuc)\b.*|tham quyen ban hanh\s*\d*|quyen han, chuc vu cua nguoi ky\s*\d*|ho va ten\b.*|ho ten\b.*|"
    r"chuc vu cua nguoi ky.*|trich yeu noi dung.*"
)
#: Marks on a document: what they mean for those who publish it.
SECRET = re.compile(r"(?:do mat\W*)?(?:tuyet mat|toi mat|mat)\W*")
DRAFT = re.compile(r"\W*(?:ban )?du thao\b.{0,30}")
COPY = re.compile(r"\W*(?:sao y|sao luc|trich sao|ban sao)\b.{0,120}")
INTERNAL = re.compile(
    r"\W*(?:luu hanh noi bo|khong pho bien|xem xong tra lai|thu hoi|chi (?:doc|luu hanh).*|khong dang (?:bao|mang).*)\W*"
)
URGENT = re.compile(r"\W*(?:hoa toc(?: hen gio)?|thuong khan|khan)\W*")

#: How the name of an office begins.
OFFICE = re.compile(
    r"(?:uy ban|ubnd|hdnd|hoi dong|so|phong|truong|bo|tong cuc|cuc|chi cuc|tong cong ty|cong ty|trung tam|van phong|ban|dang bo|dang uy|chi bo|tinh uy|thanh uy|huyen uy|"
    r"quan uy|thi uy|thanh doan|tinh doan|huyen doan|doan|cong doan|lien doan|hoi|lien hiep|mat tran|vien|dai hoc|hoc vien|benh vien|so y te|quoc hoi|chinh phu|chu tich nuoc|"
    r"chu tich|thu tuong|toa an|tandtc?|vien kiem sat|kiem toan|thanh tra|bao hiem|kho bac|ngan hang|dai|bao|quy|doi|to|thu vien|nha|xa doan|uy vien|ban chap hanh|tieu ban|cum|khoa)\b"
)
#: What only goes on with the name of an office, even where it begins as one.
GOES_ON = re.compile(
    r"(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|thi tran|xa|phuong|va|nhan dan|viet nam|trung uong|khu vuc)\b(?! (?:uy|doan)\b)"
)

#: How a line of whoever signs begins: in whose name, and which office.
AUTHORITY = re.compile(
    r"(?:tm|t\s?m|kt|tl|tuq|t/l|k/t|t/m|q)\s?\.\s*|(?:thua lenh|thay mat|ky thay|thua uy quyen)\b\s*"
)
POST = re.compile(
    r"(?:q\. |quyen )?(?:pho |p\.\s?)?(?:(?:tong )?giam doc|chu tich|bi thu|hieu truong|truong|thu truong|chanh|thu tuong|bo truong|tong thu ky|thu ky|chu nhiem|vien truong|cuc truong|"
    r"chi cuc truong|tong cuc truong|vu truong|doi truong|to truong|tong bien tap|dao dien|uy vien|thuong truc|chu toa|tham phan|chanh an|kiem soat vien|"
    r"tong kiem toan|giam hieu|thi truong|xa truong|quan ly truong|ke toan truong|bi thu thu nhat|tu lenh|chinh uy|chi huy truong|chuyen vien(?: chinh)?|can su|nhan vien)\b"
)

#: The functional words in names of offices, as they are written: longest first when they are looked for.
NAMES = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Sở", "Giáo dục", "Đào tạo", "Giáo dục mầm non", "Y tế", "Nội vụ", "Tài chính", "Kế hoạch",
    "Đầu tư", "Nông nghiệp", "Phát triển nông thôn", "Môi trường", "Tài nguyên", "Khoa học", "Công nghệ", "Thông tin", "Truyền thông", "Văn hóa", "Thể thao",
    "Du lịch", "Lao động", "Thương binh", "Xã hội", "Tư pháp", "Xây dựng", "Giao thông vận tải", "Công Thương", "Dân tộc", "Tôn giáo", "Ngoại vụ", "Thanh tra",
    "Văn phòng", "Phòng", "Trung tâm", "Trường", "Trung học phổ thông", "Trung học cơ sở", "Tiểu học", "Mầm non", "Mẫu giáo", "Phổ thông dân tộc nội trú",
    "Phổ thông dân tộc bán trú", "Giáo dục thường xuyên", "Giáo dục nghề nghiệp", "Cao đẳng", "Đại học", "Học viện", "Sư phạm", "Bộ", "Chính phủ", "Quốc hội", "Thủ tướng Chính phủ", "Chủ tịch",
    "Cục", "Chi cục", "Tổng cục", "Vụ", "Ban", "Ban Chấp hành", "Ban Thường vụ", "Ban Tổ chức", "Ban Tuyên giáo", "Ban Chỉ đạo", "Ban Tuyên giáo và Dân vận", "Trung ương", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy",
    "Đảng bộ", "Chi bộ", "Công đoàn", "Liên đoàn Lao động", "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Đoàn TNCS Hồ Chí Minh", "Hội Khuyến học", "Hội đồng", "Hội đồng thi", "Tỉnh đoàn", "Thành đoàn", "Huyện đoàn",
    "Giám đốc", "Phó Giám đốc", "Hiệu trưởng", "Phó Hiệu trưởng", "Phó Chủ tịch", "Phó Chủ tịch Thường trực", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Trưởng phòng", "Phó Trưởng phòng", "Trưởng ban", "Phó Trưởng ban", "Bộ trưởng", "Thứ trưởng",
    "Thủ tướng", "Phó Thủ tướng", "Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực", "Chánh Thanh tra", "Phó Chánh Thanh tra", "Cục trưởng", "Phó Cục trưởng", "Vụ trưởng", "Chi cục trưởng", "Viện trưởng", "Chủ nhiệm", "Tổng Thư ký", "Chủ tọa",
    "Thư ký", "Chuyên viên", "Kế toán trưởng", "Ủy viên", "Thường trực", "Giám đốc Sở", "Phòng Giáo dục và Đào tạo", "Tổ chức", "Cán bộ", "Quản lý", "Chất lượng", "Khảo thí", "Nhà nước", "Việt Nam", "Nhân dân", "Khu vực", "Quốc gia", "Dân vận", "Nội chính", "Kiểm tra",
    "Công an", "Quân sự", "Kinh tế", "Hạ tầng", "Đô thị", "Phục vụ hành chính công", "Hành chính", "Chính trị", "Dân tộc và Tôn giáo", "Bảo hiểm xã hội", "Tòa án nhân dân", "Viện kiểm sát nhân dân", "Kho bạc Nhà nước",
    "tỉnh", "huyện", "xã", "phường", "thị xã", "thị trấn", "thành phố", "quận", "và", "của", "số", "các", "khối", "cơ quan", "trực thuộc", "thuộc", "về", "cho", "với",
)  # fmt: skip
#: Letters that stand for words, though they could be syllables.
LETTERS = frozenset({"TW", "BTV", "BCH", "PTDT", "TNCS", "THPT", "THCS", "UBND", "HĐND", "GD", "ĐT", "GDĐT", "GDNN", "GDTX", "MTTQ", "TP", "KHCN", "CNTT", "HC", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "I", "V", "X"})  # fmt: skip
