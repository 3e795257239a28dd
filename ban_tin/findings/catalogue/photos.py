"""What can be wrong with captions and photos."""

from ban_tin.findings.catalogue.kind import ERROR, HINT, NOTE, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "alt-missing": Kind(WARNING, N_("The image “{image}” has no alternative text."), N_("Say between the brackets what is seen: ![a hall full of delegates]({image})")),
    "alt-placeholder": Kind(WARNING, N_("The image “{image}” has no alternative text: “{alt}” does not say what is seen."), N_("Say between the brackets what is seen: ![a hall full of delegates]({image})")),
    "lead-alt-missing": Kind(
        WARNING,
        N_("The lead image “{image}” has neither an alternative text nor a caption."),
        N_('Add a line such as: lead_alt: "A hall full of delegates"'),
    ),
    "lead-alt-empty": Kind(
        WARNING,
        N_("The lead_alt “{alt}” does not say what is seen."),
        N_('Say what is seen: lead_alt: "A hall full of delegates"'),
    ),
    "lead-caption-empty": Kind(
        WARNING,
        N_("The lead_caption “{caption}” is a file name, a number or no more than a label. It is not shown."),
        N_('Say who and what is seen: lead_caption: "Delegates at the opening"'),
    ),
    "credit-inline": Kind(
        WARNING,
        N_("The credit of “{image}” is not shown: the image stands inside a sentence."),
        N_("Put the image on a line of its own."),
    ),
    "caption-missing": Kind(WARNING, N_("The image “{image}” has no caption."), N_("Write the caption on the line under the image, between asterisks: *Who, what, where*")),
    "caption-file-name": Kind(WARNING, N_("The caption of “{image}” is a file name: “{caption}”. It is not shown."), N_("Say who and what is seen.")),
    "caption-number": Kind(WARNING, N_("The caption of “{image}” is only a number: “{caption}”. It is not shown."), N_("Say who and what is seen; the number may stand before it: *{caption}. Who, what, where*")),
    "caption-left": Kind(WARNING, N_("The image “{image}” has no caption; “{text}” after it stays ordinary text."), N_("If that is the caption, put it between asterisks on the line under the image. If not, write the caption there: *Who, what, where*")),
    "caption-above": Kind(WARNING, N_("“{text}” stands above the image “{image}” and is not its caption: captions stand under images."), N_("If it is the caption of this image, move it to the line under it, between asterisks: *{text}*")),
    "caption-twice": Kind(NOTE, N_("“{text}” stood twice under the image “{image}”; it is shown once."), N_("Delete one of the two.")),
    "credit-twice": Kind(WARNING, N_("The photo “{image}” has two credits; “{credit}” is not shown."), N_("Keep one of the two names and delete the other. If both took it, write them together: Photo: A – B")),
    "credit-two": Kind(WARNING, N_("The caption of “{image}” names two photographers: “{text}”."), N_("Keep the name of the one who took it. If both did, write them together: Photo: A – B")),
    "credit-left": Kind(WARNING, N_("“{text}” under the photo “{image}” stays ordinary text: its caption names another photographer."), N_("Keep one of the two names. If both took it, write them in one line: Photo: A – B")),
    "caption-unsure": Kind(WARNING, N_("“{text}” was taken for the caption of “{image}”, but may be ordinary text."), N_("If it is a caption, put it between asterisks; if not, add {{: .prose}} on a line of its own under it.")),
    "photo-unnamed": Kind(ERROR, N_("“{text}” names no photo."), N_("Write the name of its file, which lies beside the article: ![{alt}](photo.jpg)")),
    "photo-text": Kind(
        ERROR,
        N_("“{text}” is shown as text and not as a photo."),
        N_("Write what is seen in square brackets and the file in round ones, with nothing between: ![what is seen]({image})"),
    ),
    "photo-bare": Kind(
        WARNING,
        N_("The name “{image}” stands alone on a line and is shown as text; the photo is not."),
        N_("To show it, write: ![what is seen]({image}) To name the file only, write a sentence round it."),
    ),
    "photo-linked": Kind(
        WARNING,
        N_("“{text}” is a link; the photo itself is not shown."),
        N_("To show it with the line below as its caption, put an exclamation mark before it: !{text}"),
    ),
    "photo-words": Kind(
        WARNING,
        N_("“{words}” stands on the line of a photo, which is so shown inside a sentence and without a caption."),
        N_("Leave only the photo on that line: {image} and write on the line below: *{words}*"),
    ),
    "photo-braces": Kind(
        WARNING,
        N_("“{text}” behind the photo is not understood, and is shown as text."),
        N_("Delete it. Who took the photo is written so: {{credit=\"Minh Hà\"}}"),
    ),
    "photo-embedded": Kind(
        ERROR,
        N_("The photo “{alt}” is inside the text, as thousands of letters, and not in a file beside the article."),
        N_("Save it as a file beside the article, and write in its place: {typed}"),
    ),
    "photo-embedded-broken": Kind(
        ERROR,
        N_("The photo “{alt}” is inside the text, as thousands of letters, and can't be read from them."),
        N_("Delete these letters, save the photo from where it comes as a file beside the article, and write: ![what is seen](photo.jpg)"),
    ),
    "shortcode-photo": Kind(
        ERROR,
        N_("The photo “{image}” is not shown: “{text}” is a command of another program."),
        N_("Copy the photo beside the article, and write in its place: {typed} Its caption goes on the line below: *Who, what, where*"),
    ),
    "shortcode-caption": Kind(
        ERROR,
        N_("The photo “{image}” is not shown: “{text}” is a command of another program."),
        N_("Copy the photo beside the article, and write in its place: {typed} and on the line below: {caption}"),
    ),
    "shortcode-unnamed": Kind(
        ERROR,
        N_("The photos of “{text}” are not shown: it is a command of another program, and names no file."),
        N_("Copy the photos beside the article, and write a line for each: ![what is seen](photo.jpg)"),
    ),
    "shortcode": Kind(
        WARNING,
        N_("“{text}” is a command of another program, and is shown as text."),
        N_("Delete it."),
    ),
    "colons-open": Kind(
        WARNING,
        N_("“{text}” is a sign of another program, and is shown as text."),
        N_("Delete the line."),
    ),
    "path-local": Kind(
        ERROR,
        N_("“{local}” is where the file lies on your own computer; readers have no way to it."),
        N_("Copy the file into {folder}, beside the article, and write only its name: {typed}"),
    ),
    "media-missing": Kind(
        ERROR,
        N_("There is no file “{target}” on the site: readers would see a broken picture."),
        N_("Copy the photo beside the article, and write only its name: ![what is seen]({name})"),
    ),
    "title-inline": Kind(
        WARNING,
        N_("“{title}”, the caption of “{image}”, is not shown: the image stands inside a sentence."),
        N_("Put the image on a line of its own, where its caption is shown: ![what is seen]({image} \"{title}\") Or write these words into the sentence."),
    ),
    "photo-unreadable": Kind(ERROR, N_("The image “{image}” cannot be opened: {reason}."), N_("Put a good file in its place: a JPEG or HEIC as the camera or the phone saves it, or a PNG.")),
    "photo-empty": Kind(ERROR, N_("The file “{image}” is empty: it was not copied to its end."), N_("Copy it again from the camera, the phone or the e-mail.")),
    "photo-huge": Kind(
        ERROR,
        N_("The image “{image}” is too large: {reason}."),
        N_("Make it smaller: in Photos of Windows open it, choose … › Resize image, a width of 4000 pixels, and save it as JPEG under the same name."),
    ),
    "photo-foreign": Kind(
        ERROR,
        N_("“{image}” is {reason}; browsers do not show files of this kind."),
        N_("Open it in the program that made it, or in Paint or Photos, save it as JPEG (a drawing as PNG), and use that file."),
    ),
    "photo-document": Kind(
        ERROR,
        N_("“{image}” is no photo but {reason}."),
        N_("To offer it for download, write a link: [title](file name). To show a page of it, save that page as JPEG or PNG."),
    ),
    "photo-film": Kind(
        ERROR,
        N_("“{image}” is a film in a form that is not shown here."),
        N_("Save it as MP4 with the ending .mp4, and use that file; a photo from the phone is the file with the ending .heic or .jpg."),
    ),
    "photo-page": Kind(
        ERROR,
        N_("“{image}” is no photo but a web page that was saved under its name."),
        N_("Open the page it came from, click the photo with the right button, choose Save image as, and use that file."),
    ),
    "photo-kind": Kind(ERROR, N_("“{image}” is not what its name says: the file is {actual}."), N_("Rename the file {name}, and write that name in the article.")),
    "photo-small": Kind(
        WARNING,
        N_("“{image}” is only {width} pixels wide, so it is shown narrower than the text."),
        N_("Use the original from the camera or the phone, not the copy from a chat. In the text, where there is no larger one: ![what is seen]({image}){{.small}}"),
    ),
    "photo-large": Kind(HINT, N_("The file “{image}” has {megabytes} MB."), N_("Nothing needs doing for readers; a JPEG of 4,000 pixels is enough to keep.")),
    "photo-location": Kind(
        HINT,
        N_("The original “{image}” names the place where it was taken (GPS)."),
        N_("The site shows nothing of it. Whoever is sent the original sees it: remove it there, or switch off the location in the camera."),
    ),
    "consent-missing": Kind(
        WARNING,
        N_("“{image}” seems to show pupils (“{word}”), and the article does not say where the consent is kept."),
        N_('Add a line such as: consent: "Signed forms are kept in the office". Where no child can be recognised, say that there.'),
    ),
}  # fmt: skip
