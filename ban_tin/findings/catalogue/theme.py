"""What can be wrong with the theme, and the pages while they are rendered."""

from ban_tin.findings.catalogue.kind import ERROR, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    # the theme
    "theme-toml": Kind(ERROR, N_("This is not valid TOML: {reason}"), N_('Write each line like this: article = "ArticlePage"')),
    "theme-unusable": Kind(ERROR, N_("The theme cannot use this file: {reason}."), N_("Fix the file; of those in the folder of a site, it may also be deleted.")),
    "theme-templates": Kind(ERROR, N_("There is no section [templates] in this file."), N_("Add it, or delete the file: a theme without it declares no view models.")),
    "theme-template": Kind(ERROR, N_("There is no template “{name}”."), N_("Did you mean “{nearest}”? Otherwise delete the line.")),
    "theme-template-foreign": Kind(ERROR, N_("There is no template “{name}”."), N_("Make the file templates/{name}.html, or delete the line.")),
    "theme-class": Kind(ERROR, N_("There is no view model “{name}”."), N_("Did you mean “{nearest}”?")),
    "theme-class-foreign": Kind(ERROR, N_("There is no view model “{name}”."), N_("Use one of these: {known}")),
    "theme-open": Kind(ERROR, N_("A tag {{% {tag} … %}} is never closed."), N_("Add {{% end{tag} %}} where it ends.")),
    "theme-tag": Kind(ERROR, N_("{{% {tag} %}} does not fit here: {{% {open} … %}} is still open."), N_("Close it first, with {{% end{open} %}}, or delete the line.")),
    "theme-tag-unknown": Kind(ERROR, N_("{{% {tag} %}} does not fit here."), N_("Fix its name, or delete it: nothing is open that it could belong to.")),
    "theme-block-twice": Kind(ERROR, N_("The block “{block}” stands twice in this template."), N_("Give one of the two another name.")),
    "theme-syntax": Kind(ERROR, N_("This line is not valid in a template: {reason}"), N_("Check the brackets and the quotation marks here and in the lines above: {{{{ value }}}}, {{% tag %}}")),
    "theme-name": Kind(ERROR, N_("The name “{name}” is not known here."), N_("Did you mean “{nearest}”? Known here: {known}")),
    "theme-name-foreign": Kind(
        ERROR,
        N_("The name “{name}” is not known here."),
        N_("Use one of these: {known}. What a macro reads is handed to it, or it is imported “with context”."),
    ),
    "theme-field": Kind(ERROR, N_("“{expression}” does not exist: {of} has no “{name}”."), N_("Did you mean “{nearest}”? It has: {known}")),
    "theme-field-foreign": Kind(ERROR, N_("“{expression}” does not exist: {of} has no “{name}”."), N_("Use one of these: {known}")),
    "theme-list": Kind(ERROR, N_("“{expression}” does not exist: what stands before the dot is a list."), N_("Go over its entries: {example}")),
    "theme-plain": Kind(
        ERROR,
        N_("“{expression}” does not exist: what stands before the dot is a text, a number or a date."),
        N_("Delete “.{name}”, or write the name of a filter behind a bar, such as {{{{ page.title|upper }}}}"),
    ),
    "theme-unpack": Kind(ERROR, N_("{names} names stand here for entries of {values} values each."), N_("Write one name for each value.")),
    "theme-file": Kind(ERROR, N_("There is no template “{file}”."), N_("Did you mean “{nearest}”?")),
    "theme-file-foreign": Kind(ERROR, N_("There is no template “{file}”."), N_("Make that file in the folder of the theme, or fix the name.")),
    "theme-macro": Kind(ERROR, N_("There is no macro “{name}” in “{file}”."), N_("Did you mean “{nearest}”? It has: {known}")),
    "theme-macro-foreign": Kind(ERROR, N_("There is no macro “{name}” in “{file}”."), N_("Use one of these: {known}")),
    "theme-argument": Kind(ERROR, N_("The macro “{macro}” takes no “{name}”, or is given it twice."), N_("Call it like this: {usage}")),
    "theme-arguments": Kind(ERROR, N_("The macro “{macro}” is given {given} values and takes only {most}."), N_("Call it like this: {usage}")),
    "theme-needed": Kind(ERROR, N_("The macro “{macro}” is not given a value for “{name}”."), N_("Call it like this: {usage}")),
    "theme-call": Kind(ERROR, N_("“{name}” cannot be called with these values."), N_("Call it like this: {usage}")),
    "theme-filter": Kind(ERROR, N_("There is no filter “{name}”."), N_("Did you mean “{nearest}”?")),
    "theme-filter-foreign": Kind(ERROR, N_("There is no filter “{name}”."), N_("Fix the name, or delete it together with the bar before it.")),
    "theme-test": Kind(ERROR, N_("There is no test “{name}”."), N_("Did you mean “{nearest}”?")),
    "theme-test-foreign": Kind(ERROR, N_("There is no test “{name}”."), N_("After “is” stands a test such as “defined”; values are compared with ==.")),
    "theme-remember": Kind(
        ERROR,
        N_("{{% remember %}} keeps “{name}” of one page and would show it on others."),
        N_("Name it behind the word: {{% remember {name} %}}"),
    ),
    "theme-block": Kind(ERROR, N_("The block “{block}” is missing, which {file} requires."), N_("Add {{% block {block} %}}…{{% endblock %}}")),
    # the theme, while a page is rendered
    "theme-page-name": Kind(ERROR, N_("The name “{name}” is not known here (page {address})."), N_("Give it a value with {{% set %}}, import it, or fix the name.")),
    "theme-page-field": Kind(ERROR, N_("{of} has no “{name}” (page {address})."), N_("Fix the name; ban_tin/views lists what there is.")),
    "theme-page-empty": Kind(
        ERROR,
        N_("“{name}” is read from what is empty on the page {address}."),
        N_("Ask first whether it is there, as in {{% if page.lead %}}…{{% endif %}}"),
    ),
    "theme-page": Kind(ERROR, N_("The page {address} cannot be made here: {reason}"), N_("Fix this line of the template.")),
}  # fmt: skip
