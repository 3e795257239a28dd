"""The pages of the demonstration that the tests open in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page

#: Pages of every template; the ones of articles are looked up in the demonstration by what they show.
PAGES = {
    "home": "/",
    "list": "/chuyen-muc/tin-hoat-dong/",
    "all news": "/tin/",
    "notices": "/thong-bao/",
    "documents": "/van-ban/",
    "archive": "/luu-tru/",
    "tags": "/the/",
    "site map": "/so-do-trang/",
    "search": "/tim-kiem/",
    "statistics": "/thong-ke/",
    "page": "/gioi-thieu/",
    "English page": "/about/",
    "404": "/khong-co-trang-nay/",
    "article with photos": "",
    "article with attachments": "",
    "withdrawn article": "",
    "article with comments": "/tin/2026/11/co-giao-ha-thi-son-muoi-hai-nam-giu-lop-ghep/",
    "comments": "/tin/2026/11/co-giao-ha-thi-son-muoi-hai-nam-giu-lop-ghep/y-kien/1/",
}

Open = Callable[..., Page]

#: Photos of every shape, and an article with them in every place that photos can have; its gallery ends in an odd one.
ALBUM_PHOTOS = {"ngang.jpg": (1600, 1067), "rong.jpg": (1200, 400), "dung.jpg": (900, 1200), "nho.jpg": (300, 200)}
ALBUM = """Mở đầu.

![Sân trường](ngang.jpg)
*Toàn trường trên sân*

![Bục phát biểu](dung.jpg)
*Thầy hiệu trưởng*

![](rong.jpg "Hàng cờ dọc cổng trường")

Giữa hai bộ ảnh.

![Sân trường](ngang.jpg)
*Sân*

![Hàng cờ](rong.jpg)
*Cờ*

![Bục phát biểu](dung.jpg)
*Tấm cuối, ảnh đứng*

Rồi hai ảnh chung chú thích:

![Sân](ngang.jpg) ![Bục](dung.jpg)
*Sân trường và bục phát biểu*

Rồi ba ảnh:

![Sân](ngang.jpg) ![Bục](dung.jpg) ![Cờ](rong.jpg)
*Ba ảnh chung một chú thích*

Ảnh đứng một mình:

![Bục phát biểu](dung.jpg)
*Một mình*

- Buổi sáng
- ![Sân trường](ngang.jpg)
  *Trong danh sách*

> Trích dẫn
>
> ![Sân trường](ngang.jpg)
> *Trong trích dẫn*

| Buổi | Ảnh |
|---|---|
| Sáng | ![Sân trường](ngang.jpg)<br>*Trong bảng* |

Một câu có ![dấu nhỏ](nho.jpg) ở giữa, và ![ảnh lớn](rong.jpg) nữa.

[![Cổng trường](ngang.jpg)](https://truong.example/)
*Ảnh dẫn đến trang của trường*
"""
