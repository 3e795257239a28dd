"""Photos: renditions of every width and format, made once, cached by content, without any metadata.

``find_photo`` is called while articles are read; ``encode_all`` makes what is missing, over all cores,
when it is known which articles are public.
"""

from plugins.photos.cache import encode_all
from plugins.photos.find import find_photo
from plugins.photos.markup import picture_element, picture_html
from plugins.photos.plan import Photo, Rendition, plan_photo

__all__ = ["Photo", "Rendition", "encode_all", "find_photo", "picture_element", "picture_html", "plan_photo"]
