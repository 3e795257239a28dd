"""Vietnamese from before Unicode (TCVN3, VNI), told by the font in force and checked word by word; signs that nobody sees."""

from newsdesk.importing.legacy_text.fonts import UNICODE, Face, face_of
from newsdesk.importing.legacy_text.letters import Decoder, Part
from newsdesk.importing.legacy_text.signs import clean_signs

__all__ = ["UNICODE", "Decoder", "Face", "Part", "clean_signs", "face_of"]
