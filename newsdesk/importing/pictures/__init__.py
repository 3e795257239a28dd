"""Pictures of a source as photos of an article: upright, not larger than it takes, re-encoded, without a word of where they were taken."""

from newsdesk.importing.pictures.taking_in import TakenPicture, UnusablePictureError, take_in

__all__ = ["TakenPicture", "UnusablePictureError", "take_in"]
