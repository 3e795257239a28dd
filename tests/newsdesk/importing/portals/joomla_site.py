"""Portals of Joomla 1.5 and 4, in the tables that they have, with articles of our own."""

from typing import Any

from tests.counter.sql_dumps import SqlTable, columns

CONTENT = columns(
    "id:int asset_id:int title:varchar(255) alias:varchar(400) introtext:mediumtext fulltext:mediumtext state:tinyint=1 catid:int created:datetime=2020-05-20_01:00:00"
    " created_by:int created_by_alias:varchar(255) modified:datetime=2020-05-20_01:00:00 modified_by:int checked_out:int=NULL checked_out_time:datetime=NULL"
    " publish_up:datetime=2020-05-20_01:00:00 publish_down:datetime=NULL images:text urls:text attribs:varchar(5120) version:int ordering:int metakey:text"
    " metadesc:text access:int=1 hits:int metadata:text featured:tinyint language:char(7)=* note:varchar(255)"
)
CONTENT = {
    name: (kind, default.replace("_", " ") if isinstance(default, str) else default)
    for name, (kind, default) in CONTENT.items()
}
CONTENT_15 = {
    name: kind for name, kind in CONTENT.items() if name not in ("asset_id", "urls", "featured", "language", "note")
} | columns("sectionid:int mask:int")
CATEGORIES = columns(
    "id:int asset_id:int parent_id:int lft:int rgt:int level:int path:varchar(400) extension:varchar(50)=com_content title:varchar(255) alias:varchar(400)"
)
CATEGORIES_15 = columns(
    "id:int parent_id:int title:varchar(255) name:varchar(255) alias:varchar(255) section:varchar(50)"
)
SECTIONS_15 = columns("id:int title:varchar(255) name:varchar(255) alias:varchar(255) scope:varchar(50)=content")
TAGS = columns("id:int parent_id:int title:varchar(255) alias:varchar(400)")
TAG_MAP = columns("type_alias:varchar(255)=com_content.article core_content_id:int content_item_id:int tag_id:int")
USERS = columns("id:int name:varchar(400) username:varchar(150) email:varchar(100) password:varchar(100)")
MENU = columns(
    "id:int menutype:varchar(24)=mainmenu title:varchar(255) alias:varchar(400) path:varchar(1024) link:varchar(1024) published:tinyint=1 parent_id:int home:tinyint"
)
MENU_15 = columns(
    "id:int menutype:varchar(24)=mainmenu name:varchar(255) alias:varchar(255) link:text published:tinyint=1 parent:int home:tinyint"
)
FIELDS = columns(
    "id:int context:varchar(255)=com_content.article title:varchar(255) name:varchar(255) label:varchar(255)"
)
VALUES = columns("field_id:int item_id:varchar(255) value:text")
K2 = columns(
    "id:int title:varchar(255) alias:varchar(255) catid:int published:smallint=1 introtext:mediumtext fulltext:mediumtext video:text created:datetime created_by:int"
    " created_by_alias:varchar(255) trash:smallint access:int publish_up:datetime publish_down:datetime image_caption:text image_credits:varchar(255) hits:int"
)
K2_CATEGORIES = columns("id:int name:varchar(255) alias:varchar(255) parent:int")

IMAGES = '{"image_intro":"images\\/tin\\/nho.jpg","image_fulltext":"images\\/tin\\/lon.jpg#joomlaImage:\\/\\/local-images\\/tin\\/lon.jpg?width=900","image_fulltext_alt":"Hội trường","image_fulltext_caption":"Quang cảnh"}'


def joomla_4(*articles: dict[str, Any]) -> list[SqlTable]:
    """Return the tables of a portal of Joomla 4."""
    return [
        SqlTable("k3x_categories", CATEGORIES, [
            {"id": 1, "title": "ROOT", "alias": "root", "extension": "system"},
            {"id": 8, "parent_id": 1, "title": "Tin tức", "alias": "tin-tuc", "path": "tin-tuc"},
            {"id": 9, "parent_id": 8, "title": "Hoạt động ngành", "alias": "hoat-dong", "path": "tin-tuc/hoat-dong"},
        ]),
        SqlTable("k3x_content", CONTENT, articles),
        SqlTable("k3x_contentitem_tag_map", TAG_MAP, [{"content_item_id": 12, "tag_id": 4}, {"content_item_id": 12, "tag_id": 4, "type_alias": "com_contact.contact"}]),
        SqlTable("k3x_fields", FIELDS, [{"id": 1, "title": "noi", "label": "Nơi diễn ra"}]),
        SqlTable("k3x_fields_values", VALUES, [{"field_id": 1, "item_id": "12", "value": "Hội trường Sở"}]),
        SqlTable("k3x_menu", MENU, [{"id": 101, "alias": "tin-moi", "path": "tin-moi", "link": "index.php?option=com_content&view=category&layout=blog&id=9"}]),
        SqlTable("k3x_tags", TAGS, [{"id": 4, "title": "sơ kết", "alias": "so-ket"}]),
        SqlTable("k3x_users", USERS, [{"id": 42, "name": "Thu Hằng", "username": "hang", "email": "hang@so.example", "password": "$2y$10$bi-mat"}]),
    ]  # fmt: skip


def joomla_15(*articles: dict[str, Any]) -> list[SqlTable]:
    """Return the tables of a portal of Joomla 1.5."""
    return [
        SqlTable("jos_categories", CATEGORIES_15, [{"id": 34, "title": "Thi cử", "alias": "thi-cu", "section": "5"}]),
        SqlTable("jos_content", CONTENT_15, articles),
        SqlTable("jos_menu", MENU_15, [
            {"id": 1, "alias": "trang-chu", "link": "index.php?option=com_content&view=frontpage", "home": 1},
            {"id": 2, "alias": "thi", "link": "index.php?option=com_content&view=category&layout=blog&id=34", "parent": 3},
            {"id": 3, "alias": "chuyen-mon", "link": "index.php?option=com_content&view=section&id=5"},
        ]),
        SqlTable("jos_sections", SECTIONS_15, [{"id": 5, "title": "Chuyên môn", "alias": "chuyen-mon"}]),
    ]  # fmt: skip
