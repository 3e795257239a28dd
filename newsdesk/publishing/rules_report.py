"""Rules at publishing: what was just built is not released while one of them warns."""

from ban_tin.findings import OF_RULES, Severity, count_findings, format_report
from ban_tin.language.translations import translation
from newsdesk.language import translate
from newsdesk.site_folder import SiteFolder


def report_of_rules(site: SiteFolder) -> str:
    """Return what rules find in the texts of ``site``, which was built just now, where that stops publishing; ``""`` where it doesn't.

    A build reads texts and remembers them; rules remember what they found: only what changed is looked at. What
    ``known-findings.toml`` knows stops nothing.
    """
    from newsdesk.check import check

    checked = check(site)
    if checked is None:
        return translate("The settings of the site can't be used.")
    language = checked.project.language
    found = [each for each in checked.findings.shown() if each.kind in OF_RULES]
    if all(each.severity is not Severity.WARNING for each in found):
        return ""
    message = translate("{counts} No release was made: readers see what they saw before.")
    counts = count_findings(found, language, strict=True)
    return f"{format_report(found, translation(language).gettext)}\n{message.format(counts=counts)}"
