"""A portal of NukeViet 4.5, in the tables that it has, with articles of our own."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.counter.sql_dumps import SqlTable, columns

ROWS = columns(
    "id:int catid:smallint listcatid:varchar(255) topicid:smallint admin_id:mediumint=1 author:varchar(250) sourceid:mediumint addtime:int edittime:int"
    " status:tinyint=1 weight:int publtime:int exptime:int archive:tinyint title:varchar(250) alias:varchar(250) hometext:text homeimgfile:varchar(255)"
    " homeimgalt:varchar(255) homeimgthumb:tinyint inhome:tinyint=1 allowed_comm:varchar(255)=4 allowed_rating:tinyint=1 external_link:tinyint"
    " hitstotal:mediumint hitscm:mediumint total_rating:int click_rating:int instant_active:tinyint instant_template:varchar(100) instant_creatauto:tinyint"
)
DETAIL = columns(
    "id:int titlesite:varchar(255) description:text bodyhtml:longtext voicedata:text=NULL keywords:varchar(255) sourcetext:varchar(255) files:text=NULL"
    " imgposition:tinyint=2 layout_func:varchar(100) copyright:tinyint allowed_send:tinyint allowed_print:tinyint allowed_save:tinyint auto_nav:tinyint"
    " group_view:varchar(255)=NULL"
)
CAT = columns(
    "catid:smallint parentid:smallint title:varchar(250) titlesite:varchar(250) alias:varchar(250) description:text descriptionhtml:text image:varchar(255)"
    " viewdescription:tinyint weight:smallint sort:smallint lev:smallint viewcat:varchar(50)=viewcat_page_new numsubcat:smallint subcatid:varchar(255)"
    " numlinks:tinyint=3 newday:tinyint=2 featured:int ad_block_cat:varchar(255) keywords:text admins:text add_time:int edit_time:int groups_view:varchar(255)=6"
    " status:smallint=1"
)
TAGS_ID = columns("id:int tid:mediumint keyword:varchar(65)")
SOURCES = columns(
    "sourceid:mediumint title:varchar(250) link:varchar(255) logo:varchar(255) weight:mediumint add_time:int edit_time:int"
)
TOPICS = columns(
    "topicid:smallint title:varchar(250) alias:varchar(250) image:varchar(255) description:varchar(255) weight:smallint keywords:text"
)
AUTHORLIST = columns("id:int aid:mediumint alias:varchar(100) pseudonym:varchar(100)")
HISTORIES = columns(
    "id:int new_id:int historytime:int catid:smallint listcatid:varchar(255) title:varchar(250) alias:varchar(250) hometext:text bodyhtml:longtext"
)
PAGE = columns(
    "id:mediumint title:varchar(250) alias:varchar(250) image:varchar(255) imagealt:varchar(255) imageposition:tinyint description:text bodytext:mediumtext"
    " keywords:text socialbutton:tinyint activecomm:varchar(255) layout_func:varchar(100) weight:smallint admin_id:mediumint add_time:int edit_time:int"
    " status:tinyint=1 hitstotal:mediumint hot_post:tinyint schema_type:varchar(20)"
)
LAW = columns(
    "id:int replacement:varchar(255) relatement:varchar(255) title:varchar(255) alias:varchar(255) code:varchar(50) cid:smallint sid:smallint eid:smallint"
    " sgid:smallint note:text introtext:text bodytext:text keywords:varchar(255) groups_view:varchar(255)=6 groups_download:varchar(255)=6 files:mediumtext"
    " status:tinyint=1 approval:tinyint addtime:int edittime:int publtime:int start_comm_time:int=NULL end_comm_time:int=NULL startvalid:int exptime:int"
    " view_hits:mediumint download_hits:mediumint admin_add:mediumint admin_edit:mediumint"
)
LAW_TITLES = columns(
    "id:smallint parentid:smallint alias:varchar(249) title:varchar(249) introduction:mediumtext keywords:varchar(255) addtime:int weight:smallint"
)
SIGNER = columns("id:smallint title:varchar(255) offices:varchar(255) positions:varchar(255) addtime:int")
ROW_AREA = columns("row_id:int area_id:smallint")
REPLACED = columns("id:mediumint oid:mediumint nid:mediumint")
ARCHIVE = columns(
    "id:int catid:int title:text alias:varchar(255) hometext:text bodytext:mediumtext keywords:text filepath:text otherpath:text roomid:int fieldid:int"
    " addtime:int edittime:int down:int view:int userid:int status:int=1 type:int sign:text signtime:int organid:int"
)
ORGAN = columns("organid:mediumint parentid:mediumint title:varchar(255) alias:varchar(255)")
COMMENT = columns(
    "cid:mediumint module:varchar(55) area:tinyint id:mediumint pid:mediumint content:text attach:varchar(255) post_time:int userid:mediumint"
    " post_name:varchar(100) post_email:varchar(100) post_ip:varchar(39) status:tinyint likes:mediumint dislikes:mediumint"
)
MODULES = columns(
    "title:varchar(50) module_file:varchar(50) module_data:varchar(50) module_upload:varchar(50) custom_title:varchar(255)"
)
CONFIG = columns("lang:varchar(3) module:varchar(50) config_name:varchar(30) config_value:text")
USERS = columns("userid:mediumint username:varchar(100) password:varchar(150) email:varchar(100)")

Rows = Iterable[Mapping[str, Any]]


def portal(
    articles: Rows,
    details: Rows,
    *,
    prefix: str = "nv4_vi_",
    module: str = "news",
    categories: Rows = (),
    tags: Rows = (),
    sources: Rows = (),
    topics: Rows = (),
    authors: Rows = (),
    pages: Rows = (),
    comments: Rows = (),
    modules: Rows = (),
    settings: Rows = (),
    copies: Rows = (),
) -> list[SqlTable]:
    """Return the tables of a portal in the order of a dump: by their names, so that bodies come before titles."""
    news = f"{prefix}{module}"
    whole = prefix.rsplit("_", 2)[0]
    return [
        SqlTable(f"{whole}_config", CONFIG, settings),
        SqlTable(
            f"{whole}_users",
            USERS,
            [{"userid": 1, "username": "admin", "password": "{SSHA512}bi-mat", "email": "riêng@so.example"}],
        ),
        SqlTable(f"{prefix}comment", COMMENT, comments),
        SqlTable(f"{prefix}modules", MODULES, modules),
        SqlTable(f"{news}_1", ROWS, copies),
        SqlTable(f"{news}_authorlist", AUTHORLIST, authors),
        SqlTable(f"{news}_cat", CAT, categories),
        SqlTable(f"{news}_detail", DETAIL, details),
        SqlTable(
            f"{news}_row_histories",
            HISTORIES,
            [{"id": 1, "new_id": 1187, "title": "Bản cũ", "bodyhtml": "<p>Lời cũ</p>"}],
        ),
        SqlTable(f"{news}_rows", ROWS, articles, keys=("catid", "publtime")),
        SqlTable(f"{news}_sources", SOURCES, sources),
        SqlTable(f"{news}_tags_id", TAGS_ID, tags),
        SqlTable(f"{news}_topics", TOPICS, topics),
        SqlTable(f"{prefix}page", PAGE, pages),
    ]
