"""The words that the corpus is made of, and the facts of its department."""

CATEGORIES = [
    "Tin giáo dục", "Giáo dục mầm non", "Giáo dục tiểu học", "Giáo dục trung học", "Thi và tuyển sinh", "Công tác Đảng",
    "Công đoàn", "Văn bản chỉ đạo", "Khoa học công nghệ", "Thể thao học đường", "Gương người tốt", "Thông báo",
]  # fmt: skip
NOTICES, DOCUMENTS = "Thông báo", "Văn bản chỉ đạo"
COLOURS = [
    ("#1d5c8a", "#7db8e0"), ("#9e1b1e", "#f08a80"), ("#7a4b00", "#e0b060"), ("#1f6b45", "#7fce9f"),
    ("#4a4a6a", "#b3b3dd"), ("#8a3a12", "#eba27c"), ("#6a3d7c", "#cfa3e0"),
]  # fmt: skip
PLACES = [
    "Bình Sơn", "Đại Lộc", "Cẩm Hà", "Tân Phú", "Hòa Lạc", "Yên Thịnh", "Phú Mỹ", "Thạnh Lộc", "Vĩnh Trà",
    "Long Điền", "Mộc Hương", "An Khê", "Sơn Tịnh", "Đức Hòa", "Kim Bảng", "Nam Trà", "Quế Phong", "Lương Sơn",
]  # fmt: skip
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"]
MIDDLE = ["Văn", "Thị", "Minh", "Quốc", "Thanh", "Ngọc", "Đức", "Hữu", "Thu", "Bích"]
GIVEN = [
    "An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quỳnh", "Sơn", "Tâm",
    "Uyên", "Vinh", "Xuân", "Yến", "Đạt",
]  # fmt: skip
ROLES = [
    "Giám đốc Sở", "Phó Giám đốc Sở", "Trưởng phòng Giáo dục", "Hiệu trưởng nhà trường", "Chủ tịch Công đoàn ngành",
    "Bí thư chi bộ", "Chánh Văn phòng", "Trưởng phòng Khảo thí", "Tổng phụ trách Đội", "Chuyên viên phòng Trung học",
]  # fmt: skip
EVENTS = [
    "Hội nghị sơ kết học kỳ", "Lễ khai giảng năm học mới", "Hội thi giáo viên dạy giỏi", "Ngày hội đọc sách",
    "Lớp tập huấn chuyển đổi số", "Cuộc thi khoa học kỹ thuật", "Hội khỏe Phù Đổng", "Diễn đàn an toàn trường học",
    "Đợt kiểm tra thư viện", "Chương trình tiếp sức mùa thi", "Hội thảo đổi mới phương pháp", "Lễ trao học bổng",
    "Ngày hội hướng nghiệp", "Chuyên đề giáo dục kỹ năng sống", "Kỳ thi chọn học sinh giỏi",
]  # fmt: skip
LEVELS = ["mầm non", "tiểu học", "trung học cơ sở", "trung học phổ thông", "giáo dục thường xuyên"]
WHEN = ["thời gian qua", "học kỳ vừa rồi", "quý này", "năm học này"]
VERBS = [
    "tổ chức", "triển khai", "phối hợp thực hiện", "đẩy mạnh", "chú trọng", "rà soát", "hoàn thiện", "công bố",
    "phát động", "duy trì", "nâng cao", "đánh giá",
]  # fmt: skip
WHAT = [
    "chất lượng dạy và học", "việc bồi dưỡng đội ngũ giáo viên", "cơ sở vật chất phòng học", "phong trào đọc sách",
    "nề nếp kỷ cương trường lớp", "công tác phổ cập giáo dục", "hoạt động trải nghiệm cho học sinh",
    "ứng dụng công nghệ thông tin", "quy chế dân chủ ở cơ sở", "công tác y tế học đường", "việc sinh hoạt chuyên môn",
    "kế hoạch kiểm định chất lượng", "công tác phối hợp với gia đình", "thư viện xanh thân thiện",
    "phong trào rèn luyện thân thể", "bữa ăn bán trú an toàn", "hồ sơ sổ sách điện tử", "công tác tuyển sinh đầu cấp",
]  # fmt: skip
WHY = [
    "nhằm tạo chuyển biến rõ nét ở từng đơn vị", "để học sinh vùng xa có điều kiện học tập tốt hơn",
    "theo đúng hướng dẫn của ngành", "trong điều kiện kinh phí còn hạn hẹp", "với sự đồng thuận của cha mẹ học sinh",
    "trên tinh thần công khai và tiết kiệm", "gắn với nhiệm vụ trọng tâm của năm học", "qua đó lan tỏa những cách làm hay",
    "góp phần giảm tỷ lệ học sinh bỏ học", "bảo đảm tiến độ đã cam kết với địa phương",
]  # fmt: skip
WHO = [
    "các trường trên địa bàn", "đội ngũ cán bộ quản lý", "giáo viên chủ nhiệm", "tổ chuyên môn", "Ban tổ chức",
    "học sinh khối cuối cấp", "phòng chuyên môn của Sở", "chi bộ nhà trường", "hội cha mẹ học sinh", "đoàn kiểm tra liên ngành",
]  # fmt: skip
TAGS = [
    f"{subject} {level}"
    for subject in (
        "năm học", "tập huấn", "học bổng", "thư viện", "khai giảng", "đổi mới", "kiểm định", "an toàn", "thi đua",
        "tuyển sinh", "sách giáo khoa", "kỹ năng", "chuyển đổi số", "học sinh giỏi", "bán trú",
    )
    for level in (
        "mầm non", "tiểu học", "cấp hai", "cấp ba", "vùng cao", "toàn ngành", "cấp tỉnh", "cấp huyện", "giáo viên", "phụ huynh",
    )
]  # fmt: skip
HEADINGS = [
    "Kết quả nổi bật", "Những việc còn hạn chế", "Nhiệm vụ thời gian tới", "Ý kiến từ cơ sở", "Công tác chuẩn bị",
    "Giải pháp trọng tâm", "Khen thưởng và động viên", "Tổ chức thực hiện",
]  # fmt: skip
ALTERNATIVES = [
    "Nhiều người ngồi quanh một chiếc bàn dài", "Ghế xếp thành hàng giữa sân, trước một lễ đài",
    "Hai người trao một phong bì trước phông xanh", "Hội trường nhìn từ cuối phòng, một người đứng bên bục",
]  # fmt: skip
CAPTIONS = [
    "Quang cảnh buổi làm việc tại {place}", "Ban tổ chức chuẩn bị sân khấu ở {place}", "Đại biểu trao đổi bên lề ở {place}",
    "Đại diện nhà tài trợ trao quà ở {place}",
]  # fmt: skip
SITE = """[site]
base_url = "https://tin-gd.example"
language = "vi"
time_zone = "Asia/Ho_Chi_Minh"
demo = false
counter_path = ""

[department]
kind = "Sở Giáo dục và Đào tạo"
place = "Tỉnh Lam Giang"
name = "Sở Giáo dục và Đào tạo tỉnh Lam Giang"
short_name = "Sở GDĐT Lam Giang"
name_en = "Lam Giang Department of Education and Training"
governing_body = "Ủy ban nhân dân tỉnh Lam Giang"
responsible_person = "Trần Minh Khôi"
responsible_role = "Chánh Văn phòng Sở"
address = "12 Đường Bến Lam, phường Bến Lam, tỉnh Lam Giang"
phone = "0200 000 0000"
email = "vanphong@sogddt.lamgiang.example"
logo = ""

[[footer]]
title = "Giới thiệu"
url = "/gioi-thieu/"

[[footer]]
title = "Liên hệ"
url = "/lien-he/"
"""
