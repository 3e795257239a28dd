"""Official documents in the form of Decree 30/2020/NĐ-CP: what they are, from whom, of what day, signed by whom.

``recognise`` tells one from any other document; ``take_in`` makes of it what the later steps of an import take.
"""

from newsdesk.importing.official.official_document import OfficialDocument
from newsdesk.importing.official.recognising import recognise
from newsdesk.importing.official.taking_in import attach_companions, compose, take_in, take_in_pdf

__all__ = ["OfficialDocument", "attach_companions", "compose", "recognise", "take_in", "take_in_pdf"]
