"""Pages as the portals of education departments build them, after the templates of their engines: head, menus, today's date, other articles.

Each frame is a function from an article and the HTML of its text to a page. What they say in their own words is ours.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape

from ban_tin.language.vietnamese import slugify
from bench.importing.portal_articles import Article

SITE = "Sở Giáo dục và Đào tạo tỉnh Lam Giang"
HOST = "http://sogddt.lamgiang.example"
#: The day on which the pages were opened: no article's date.
TODAY = datetime(2026, 11, 27, 9, 14)
_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "")
_MENU = ("Giới thiệu", "Tin tức", "Văn bản chỉ đạo", "Thủ tục hành chính", "Lịch công tác", "Thư viện ảnh", "Liên hệ")


def weekday(moment: datetime) -> str:
    """Return the weekday as portals write it."""
    name = _WEEKDAYS[moment.weekday()]
    return f"Thứ {name}" if name else "Chủ nhật"


def address_of(article: Article, form: str) -> str:
    """Return the address that an article had."""
    number = 1000 + article.views
    slug = f"{slugify(article.title, 60)}-{number}"
    return {
        "nukeviet": f"{HOST}/vi/news/{slugify(article.section)}/{slug}-{number}.html",
        "vhv": f"{HOST}/tin-tuc-su-kien/{slug}",
        "joomla15": f"{HOST}/index.php?option=com_content&view=article&id={number}:{slug}&catid=34",
        "joomla3": f"{HOST}/index.php/tin-tuc/{number}-{slug}",
        "tables2003": f"{HOST}/ChiTietTin.asp?id={number}",
        "sharepoint": f"{HOST}/Pages/{slug}.aspx",
        "wordpress": f"{HOST}/{article.date:%Y/%m}/{slug}/",
        "drupal": f"{HOST}/node/{number}",
    }[form]


def _menu(tag: str = "ul") -> str:
    return (
        f'<{tag} class="menu nav">'
        + "".join(f'<li><a href="{HOST}/{slugify(each)}">{each}</a></li>' for each in _MENU)
        + f"</{tag}>"
    )


def _others(article: Article, item: str) -> str:
    return "".join(
        item.format(
            href=f"{HOST}/{slugify(title)}-{number}.html",
            title=escape(title),
            date=f"{article.date - timedelta(days=3 + number):%d/%m/%Y}",
        )
        for number, title in enumerate(article.others)
    )


def nukeviet(article: Article, body: str, lead: str = "") -> str:
    """NukeViet 4.5, default theme."""
    title, date = escape(article.title), article.date
    author = f'<p class="text-right"><strong>Tác giả: </strong>{article.author}</p>' if article.author else ""
    hometext = f'<div class="hometext m-bottom" itemprop="description">{escape(lead)}</div>' if lead else ""
    tags = ", ".join(
        f'<a title="{tag}" href="{HOST}/vi/news/tag/{slugify(tag)}/"><em>{tag}</em></a>' for tag in article.tags
    )
    return f"""<!DOCTYPE html>
<html lang="vi" xmlns="http://www.w3.org/1999/xhtml" prefix="og: http://ogp.me/ns#"><head><title>{title} - {article.section} - {SITE}</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta property="og:site_name" content="{SITE}"><meta name="generator" content="NukeViet v4.5"><link rel="canonical" href="{address_of(article, "nukeviet")}">
<style>.x{{color:red}}</style></head><body><noscript><div class="alert">Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript.</div></noscript>
<header><div class="container"><div class="site-name">{SITE}</div><div class="banner"><a href="{HOST}"><img src="{HOST}/uploads/banner.png" alt="{SITE}" width="1100" height="150"></a></div></div>
<nav class="second-nav" id="menusite"><div class="container"><div class="bg clearfix"><div class="menu-container">{_menu()}</div></div></div></nav></header>
<section><div class="container" id="body"><div class="third-nav"><span class="current-time">{weekday(TODAY)}, {TODAY:%d/%m/%Y}, {TODAY:%H:%M}</span>
<div class="clearfix"><ol class="breadcrumbs list-none"><li><a href="{HOST}/vi/"><span>Trang nhất</span></a></li><li><a href="{HOST}/vi/news/"><span>Tin Tức</span></a></li><li><a href="{HOST}/vi/news/{slugify(article.section)}/"><span class="txt">{article.section}</span></a></li></ol></div></div>
<div class="row"><div class="col-sm-16 col-md-18"><div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope><div class="panel-body">
<h1 class="title margin-bottom-lg" itemprop="headline">{title}</h1>
<div class="hidden hide d-none" itemprop="author" itemscope><span itemprop="name">Quản trị</span></div><span class="hidden hide d-none" itemprop="datePublished">{date:%Y-%m-%dT%H:%M:00}+07:00</span>
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">{weekday(date)} - {date:%d/%m/%Y %H:%M}</span></div><div class="col-md-12"><ul class="list-inline text-right"><li><a class="dimgray" title="Gửi bài viết qua email" href="javascript:void(0);"><em class="fa fa-envelope fa-lg">&nbsp;</em></a></li><li><a href="javascript:void(0);">In ra</a></li><li><a href="#">Lưu bài viết này</a></li></ul></div></div>
<div class="clearfix">{hometext}</div><div id="news-bodyhtml" class="bodytext margin-bottom-lg">
{body}
</div>{author}</div></div>
<div class="news_column panel panel-default"><div class="panel-body"><div class="h5"><em class="fa fa-tags">&nbsp;</em><strong>Từ khóa: </strong>{tags}</div></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><form id="form3B" action=""><div class="h5 clearfix"><p id="stringrating">Tổng số điểm của bài viết là: 5 trong 1 đánh giá</p><div style="padding: 5px;"><input class="hover-star" type="radio" value="1"><span id="hover-test">Click để đánh giá bài viết</span></div></div></form></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><div class="socialicon"><div class="fb-like">Thích</div> <a href="https://twitter.com/share">Tweet</a></div></div></div>
<div id="idcomment" class="nv-fullbg"><div class="panel-body"><h3 class="comment-head">Ý kiến bạn đọc</h3><form><input type="text" name="content" placeholder="Nội dung"><input type="submit" value="Gửi bình luận"></form></div></div>
<div class="news_column panel panel-default"><div class="panel-body other-news"><p class="h3"><strong>Những tin mới hơn</strong></p><div class="clearfix"><ul class="detail-related related list-none list-items">{_others(article, '<li><em class="fa fa-angle-right">&nbsp;</em><h4><a href="{href}" title="{title}">{title}</a></h4><em>({date})</em></li>')}</ul></div>
<p class="h3"><strong>Những tin cũ hơn</strong></p></div></div></div>
<div class="col-sm-8 col-md-6"><div class="panel panel-primary"><div class="panel-heading">Thống kê</div><div class="panel-body"><ul class="counter list-none"><li><span>Đang truy cập</span><span>3</span></li><li><span>Hôm nay</span><span>132</span></li><li><span>Tổng lượt truy cập</span><span>547,780</span></li></ul></div></div></div></div></div></section>
<footer id="footer"><p>© Bản quyền thuộc về <a href="{HOST}">{SITE}</a></p></footer></body></html>"""


def vhv(article: Article, body: str, lead: str = "") -> str:
    """A portal of VHV, as provinces buy them."""
    title, date = escape(article.title), article.date
    sapo = f'<div class="article-brief sapo">{escape(lead)}</div>' if lead else ""
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>{title}</title><meta property="og:title" content="{title}"><meta property="og:url" content="{address_of(article, "vhv")}">
<meta name="description" content="{title}"></head><body class="page-news-detail"><a class="skip" href="#main">Truy cập nội dung luôn</a><div class="header-top"><div class="today">{weekday(TODAY)}, Ngày {TODAY.day} Tháng {TODAY.month} năm {TODAY.year}</div><div class="tools"><a href="#">Tương phản</a> <a href="#">Đọc bài viết</a></div></div>
<div class="main-menu">{_menu()}</div><div class="content-page"><div class="module-title"><h2><a href="{HOST}/tin">{article.section}</a></h2></div>
<div class="news-detail-wrap"><div class="article-detail"><div class="title-detail"><h1 class="detail-title">{title}</h1></div><div class="article-meta"><span class="post-date">{date:%d/%m/%Y}</span><span class="post-view">Lượt xem: {article.views}</span></div>{sapo}
<div class="article-content detail-content-body"><div class="ArticleContent">{body}</div></div>
<div class="article-author">{f"Thực hiện: {article.author}" if article.author else ""}</div><div class="rating-box">Đánh giá bài viết(0/5)</div><div class="share-box"><span>Chia sẻ:</span> <a href="https://facebook.com">Facebook</a><a href="https://zalo.me">Zalo</a></div>
<div class="article-related"><h3>Tin liên quan</h3><ul>{_others(article, '<li><a href="{href}">{title}</a><span class="date">{date}</span></li>')}</ul></div></div></div></div>
<div class="footer"><div class="counter"><h3>Thống kê truy cập</h3><p>Đang truy cập : 3</p><p>Hôm nay: 132</p><p>Tổng lượt truy cập: 547780</p></div><p>Địa chỉ: 12 Đường Bến Lam, tỉnh Lam Giang</p></div><div class="loading">Loading...</div></body></html>"""


def joomla15(article: Article, body: str, lead: str = "") -> str:
    """Joomla 1.5 with its tables."""
    title, date = escape(article.title), article.date
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi-vn"><head><meta http-equiv="content-type" content="text/html; charset=utf-8" /><meta name="title" content="{title}" /><meta name="author" content="Administrator" /><meta name="generator" content="Joomla! 1.5 - Open Source Content Management" /><title>{title}</title></head><body id="page_bg">
<div id="wrapper"><div id="header"><img src="{HOST}/templates/sgd/images/banner.jpg" alt="" /></div><div id="pillmenu">{_menu()}</div><div id="search"><form action="index.php" method="post"><input name="searchword" class="inputbox" type="text" value="tìm kiếm..." /></form></div>
<div id="date">{weekday(TODAY)}, {TODAY.day} Tháng {TODAY.month} {TODAY.year}</div><div id="pathway"><span class="breadcrumbs pathway"><a href="{HOST}/" class="pathway">Trang chủ</a> <img src="{HOST}/images/arrow.png" alt="" width="9" height="9" /> <a href="{HOST}/tin" class="pathway">{article.section}</a> <img src="{HOST}/images/arrow.png" alt="" width="9" height="9" /> {title}</span></div>
<table class="nopad"><tr valign="top"><td id="leftcolumn"><div class="moduletable_menu"><h3>Chuyên mục</h3>{_menu()}</div></td><td id="maincolumn"><table class="contentpaneopen"><tr><td class="contentheading" width="100%">{title}</td><td align="right" width="100%" class="buttonheading"><a href="#" title="PDF">PDF</a></td><td align="right" width="100%" class="buttonheading"><a href="#">In</a></td><td align="right" width="100%" class="buttonheading"><a href="#">Email</a></td></tr></table>
<table class="contentpaneopen"><tr><td valign="top"><span class="small">Viết bởi {article.author or "Administrator"}</span>&nbsp;&nbsp;</td></tr><tr><td valign="top" class="createdate">{weekday(date)}, {date.day} Tháng {date.month} {date.year} {date:%H:%M}</td></tr><tr><td valign="top">{f"<p><strong>{escape(lead)}</strong></p>" if lead else ""}{body}</td></tr><tr><td align="left" class="modifydate">Cập nhật lần cuối ( {weekday(date)}, {date.day} Tháng {date.month} {date.year} {date:%H:%M} )</td></tr></table><span class="article_separator">&nbsp;</span>
<div class="relateditems"><strong>Các tin khác</strong><ul>{_others(article, '<li><a href="{href}">{title}</a> - {date}</li>')}</ul></div><table class="pagenav"><tr><td><a href="#">&lt; Trước</a></td><td><a href="#">Tiếp &gt;</a></td></tr></table></td>
<td id="rightcolumn"><div class="moduletable"><h3>Số lượt truy cập</h3>547780</div></td></tr></table><div id="footer">{SITE}</div></div></body></html>"""


def joomla3(article: Article, body: str, lead: str = "") -> str:
    """Joomla 3, Protostar."""
    title, date = escape(article.title), article.date
    return f"""<!DOCTYPE html><html lang="vi-vn"><head><meta charset="utf-8" /><base href="{address_of(article, "joomla3")}" /><meta name="author" content="{article.author or "Super User"}" /><title>{title} - {SITE}</title></head><body class="site com_content view-article"><div class="body"><div class="container"><header class="header"><a class="brand" href="/"><span class="site-title">{SITE}</span></a><div class="dateheader">{weekday(TODAY)}, {TODAY:%d/%m/%Y}</div></header><nav class="navigation">{_menu()}</nav>
<main id="content" role="main"><div aria-label="Breadcrumbs"><ul class="breadcrumb"><li>Bạn đang ở: &#160;</li><li><a href="/" class="pathway"><span>Trang chủ</span></a><span class="divider"> » </span></li><li><a href="/tin" class="pathway"><span>{article.section}</span></a><span class="divider"> » </span></li><li class="active"><span>{title}</span></li></ul></div>
<div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="vi-VN" /><div class="page-header"><h2 itemprop="headline">{title}</h2></div><div class="icons"><div class="btn-group pull-right"><a class="btn dropdown-toggle">Công cụ</a><ul class="dropdown-menu"><li class="print-icon"><a href="#">In</a></li><li class="email-icon"><a href="#">Email</a></li></ul></div></div>
<dl class="article-info muted"><dt class="article-info-term">Thông tin bài viết</dt><dd class="createdby">Viết bởi <span>{article.author or "Super User"}</span></dd><dd class="category-name">Chuyên mục: <a href="/tin">{article.section}</a></dd><dd class="published"><span class="icon-calendar"></span><time datetime="{date:%Y-%m-%dT%H:%M:00}+07:00" itemprop="datePublished">Ngày đăng: {date:%d/%m/%Y %H:%M}</time></dd><dd class="hits">Lượt xem: {article.views}</dd></dl>
<div itemprop="articleBody">{f"<p><strong>{escape(lead)}</strong></p>" if lead else ""}{body}</div><ul class="tags inline">{"".join(f'<li class="tag"><a href="/tag/{slugify(tag)}" class="label label-info">{tag}</a></li>' for tag in article.tags)}</ul><ul class="pager pagenav"><li class="previous"><a href="#">Trang trước</a></li><li class="next"><a href="#">Trang sau</a></li></ul></div></main>
<aside class="span3"><div class="well"><h3 class="page-header">Tin mới nhất</h3><ul class="latestnews">{_others(article, '<li><a href="{href}"><span>{title}</span></a></li>')}</ul></div></aside></div></div><footer class="footer"><p>© 2026 {SITE}</p></footer></body></html>"""


def tables2003(article: Article, body: str, lead: str = "") -> str:
    """Nested tables of 2003, in ASP."""
    title, date = escape(article.title), article.date
    cells = "".join(f'<td class="menu"><a href="{HOST}/{slugify(each)}.asp">{each}</a></td>' for each in _MENU)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{SITE}</title></head><body bgcolor="#FFFFFF" topmargin="0"><table width="780" align="center" border="0" cellpadding="0" cellspacing="0"><tr><td colspan="3"><img src="{HOST}/images/banner.gif" width="780" height="120"></td></tr><tr bgcolor="#003399">{cells}</tr><tr><td colspan="3" align="right"><font size="1">{weekday(TODAY)}, Ngày {TODAY.day} Tháng {TODAY.month} năm {TODAY.year}</font></td></tr>
<tr><td width="150" valign="top"><table width="100%"><tr><td bgcolor="#CCCCCC"><b>Danh mục</b></td></tr>{"".join(f'<tr><td><a href="{HOST}/dm{number}.asp">{each}</a></td></tr>' for number, each in enumerate(_MENU))}</table></td>
<td width="480" valign="top"><table width="100%" cellpadding="4"><tr><td><font class="tieude" color="#990000" size="4"><b>{title}</b></font></td></tr><tr><td><font size="1" color="gray">(Cập nhật: {date:%d/%m/%Y} | {date:%H:%M})</font></td></tr>{f"<tr><td><b>{escape(lead)}</b></td></tr>" if lead else ""}<tr><td><div align="justify">{body}</div></td></tr>
<tr><td align="right"><a href="javascript:window.print()">In trang này</a> | <a href="javascript:history.back()">Quay lại</a> | <a href="#">Đầu trang</a></td></tr><tr><td><b>Các tin khác:</b></td></tr><tr><td>{_others(article, '<li><a href="{href}">{title}</a> <font size=1>({date})</font><br>')}</td></tr></table></td>
<td width="150" valign="top"><table width="100%"><tr><td bgcolor="#CCCCCC"><b>Liên kết website</b></td></tr><tr><td><select><option>-- Chọn --</option><option>Bộ Giáo dục và Đào tạo</option></select></td></tr><tr><td>Số lượt truy cập: 547780</td></tr></table></td></tr><tr><td colspan="3" align="center"><font size="1">Bản quyền: {SITE}<br>Địa chỉ: 12 Đường Bến Lam</font></td></tr></table></body></html>"""


def sharepoint(article: Article, body: str, lead: str = "") -> str:
    """A SharePoint portal: all of it is a form."""
    title, date = escape(article.title), article.date
    return f"""<!DOCTYPE html><html dir="ltr" lang="vi-VN"><head><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-type" content="text/html; charset=utf-8" /><title>
	{SITE} - {title}
</title><script type="text/javascript">var _spPageContextInfo = {{}};</script></head><body><form method="post" action="x.aspx" id="aspnetForm"><div><input type="hidden" name="__VIEWSTATE" value="/wEPDwUBMA9kFgJm" /></div><div id="s4-workspace"><div id="banner"><span class="ngaythang">{weekday(TODAY)}, ngày {TODAY.day} tháng {TODAY.month} năm {TODAY.year}</span></div><div class="ms-core-navigation">{_menu()}</div>
<div id="s4-bodyContainer"><div class="row"><div class="col-md-9"><div class="duong-dan"><a href="/">Trang chủ</a> &gt; <a href="/tin">{article.section}</a></div><div class="news-detail-box"><div class="tieu-de-tin"><h3>{title}</h3></div><div class="thong-tin"><span class="ngay-dang">Đăng lúc: {date:%H:%M} {date:%d/%m/%Y}</span> | <span>Đã xem: {article.views}</span></div>{f'<div class="trich-yeu">{escape(lead)}</div>' if lead else ""}
<div class="noi-dung ms-rtestate-field" style="display:inline"><div class="ExternalClass7A">{body}</div></div>{f'<div class="tac-gia">Tác giả: {article.author}</div>' if article.author else ""}<div class="cong-cu"><a href="#">In bài viết</a> <a href="#">Gửi email</a></div></div>
<div class="tin-khac"><h4>Tin cùng chuyên mục</h4><ul>{_others(article, '<li><a href="{href}">{title}</a> ({date})</li>')}</ul></div></div><div class="col-md-3"><div class="ms-webpart-titleText">Thông báo</div><a href="/tb1.aspx">Thông báo về việc nộp hồ sơ</a></div></div></div><div id="footer">{SITE} - Điện thoại: 0200 000 0000</div></div></form></body></html>"""


def wordpress(article: Article, body: str, lead: str = "") -> str:
    """WordPress with a theme of its own."""
    title, date = escape(article.title), article.date
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>{title} | {SITE}</title><link rel="canonical" href="{address_of(article, "wordpress")}" /><meta property="og:title" content="{title} | {SITE}" /><meta property="article:published_time" content="{date:%Y-%m-%dT%H:%M:00}+07:00" /><script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"{SITE}"}},{{"@type":"Article","headline":"{title.replace(chr(34), "")}","datePublished":"{date:%Y-%m-%dT%H:%M:00}+07:00","author":{{"@type":"Person","name":"admin"}}}}]}}</script></head>
<body class="post-template-default single single-post"><a class="skip-link screen-reader-text" href="#primary">Chuyển đến nội dung</a><header class="site-header"><p class="site-title"><a href="{HOST}/">{SITE}</a></p><p class="top-date">{weekday(TODAY)}, {TODAY.day} Tháng {TODAY.month}, {TODAY.year}</p><nav class="main-navigation">{_menu()}</nav></header><div class="site-content"><main class="site-main"><article class="post type-post hentry"><header class="entry-header"><div class="cat-links"><a href="/c" rel="category tag">{article.section}</a></div><h1 class="entry-title">{title}</h1><div class="entry-meta"><span class="posted-on">Đăng ngày <time class="entry-date published" datetime="{date:%Y-%m-%dT%H:%M:00}+07:00">{date.day} Tháng {date.month}, {date.year}</time></span> <span class="byline">bởi <a class="url fn n" href="/author/admin/">{article.author or "admin"}</a></span></div></header>
<div class="entry-content">{f"<p><strong>{escape(lead)}</strong></p>" if lead else ""}{body}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Chia sẻ:</h3><ul><li><a href="#">Facebook</a></li><li><a href="#">Twitter</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Bài viết liên quan</em></h3>{_others(article, '<div><a href="{href}">{title}</a><span class="jp-date">{date}</span></div>')}</div></div><footer class="entry-footer"><span class="tags-links">Thẻ: {", ".join(f'<a href="/tag/{slugify(tag)}" rel="tag">{tag}</a>' for tag in article.tags)}</span></footer></article><nav class="post-navigation"><div class="nav-links"><a href="#">Bài trước</a></div></nav><div id="comments" class="comments-area"><h3>Để lại một bình luận</h3><form><p>Email của bạn sẽ không được hiển thị công khai.</p><input type="submit" value="Gửi bình luận"></form></div></main><aside class="widget-area"><section class="widget"><h2>Bài mới</h2><ul>{_others(article, '<li><a href="{href}">{title}</a></li>')}</ul></section></aside></div><footer class="site-footer">Chạy bằng WordPress</footer></body></html>"""


def drupal(article: Article, body: str, lead: str = "") -> str:
    """Drupal 8, Bartik."""
    title, date = escape(article.title), article.date
    return f"""<!DOCTYPE html><html lang="vi" dir="ltr"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 8" /><link rel="canonical" href="{address_of(article, "drupal")}" /><title>{title} | {SITE}</title></head><body class="path-node page-node-type-article"><div id="page-wrapper"><header id="header" role="banner"><div class="site-branding__name"><a href="/">{SITE}</a></div><div class="block-today">Hôm nay: {weekday(TODAY)}, {TODAY:%d/%m/%Y}</div></header><nav role="navigation">{_menu()}</nav><nav class="breadcrumb" role="navigation"><h2 id="system-breadcrumb" class="visually-hidden">Breadcrumb</h2><ol><li><a href="/">Trang chủ</a></li><li><a href="/tin">{article.section}</a></li></ol></nav>
<main id="content" class="column main-content" role="main"><div class="block block-core block-page-title-block"><h1 class="title page-title"><span class="field field--name-title">{title}</span></h1></div><article role="article" class="node node--type-article clearfix"><footer class="node__meta"><div class="node__submitted">Được gửi bởi <span class="field field--name-uid">{article.author or "admin"}</span> vào <span class="field field--name-created">{date:%d/%m/%Y} - {date:%H:%M}</span></div></footer><div class="node__content clearfix">{f'<div class="field field--name-field-summary">{escape(lead)}</div>' if lead else ""}<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">{body}</div><div class="field field--name-field-tags field--label-above"><h3 class="field__label">Từ khóa</h3><ul class="links field__items">{"".join(f'<li><a href="/taxonomy/{number}">{tag}</a></li>' for number, tag in enumerate(article.tags))}</ul></div><ul class="links inline"><li class="comment-forbidden"><a href="/user/login">Đăng nhập</a> để gửi ý kiến</li></ul></div></article></main><div class="sidebar"><h2>Tin đọc nhiều</h2><ul>{_others(article, '<li><a href="{href}">{title}</a></li>')}</ul></div><footer class="site-footer">Địa chỉ: 12 Đường Bến Lam</footer></div></body></html>"""


FRAMES: dict[str, Callable[[Article, str, str], str]] = {
    "nukeviet": nukeviet, "vhv": vhv, "joomla15": joomla15, "joomla3": joomla3, "tables2003": tables2003, "sharepoint": sharepoint,
    "wordpress": wordpress, "drupal": drupal,
}  # fmt: skip
