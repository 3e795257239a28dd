"""What a run says: to people in lines, to programs as JSON, to ``ban-tin status`` as a few figures."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from ban_tin.findings.report import printable
from newsdesk.language import N_, translate
from newsdesk.publishing.changes import format_decimal
from newsdesk.publishing.verify.checking import VerifyResult
from newsdesk.publishing.verify.findings import Weight

#: Findings that are printed; JSON has more.
LINES = 200
#: The order in which they are told, and what stands before each.
_MARKS = {
    Weight.ERROR: N_("error"),
    Weight.WARNING: N_("warning"),
    Weight.UNCHECKED: N_("not checked"),
    Weight.NOTE: N_("note"),
}


def report_lines(result: VerifyResult, address: str, quiet: bool = False, links: bool = False) -> Iterator[str]:
    """Yield the report, a line for each finding; ``quiet`` leaves out all that asks for nobody's attention."""
    if quiet and not result.findings.exit_code():
        return
    shown = [each for each in result.findings.found if not (quiet and each.weight is Weight.NOTE)]
    ordered = sorted(shown, key=lambda each: list(_MARKS).index(each.weight))
    for each in ordered[:LINES]:
        yield f"{translate(_MARKS[each.weight])}: {each.message(translate)}"
    more = sum(result.findings.counted.values()) - len(result.findings.found) + len(ordered[LINES:])
    if more:
        yield translate("… and {count} more").format(count=more)
    if links:
        for host, count in Counter(result.linked).most_common():
            yield translate("links: {host} on {count} pages").format(host=printable(host), count=count)
    yield _outcome(result, address)


def _outcome(result: VerifyResult, address: str) -> str:
    code = result.findings.exit_code()
    if code == 1 and not result.findings.counted[Weight.ERROR]:
        said = translate("{address}: no file is wrong; {warnings} warnings are to be looked at.")
    elif code == 1:
        said = translate("{address} is NOT as it was published: {errors} errors, {warnings} warnings.")
    elif code:
        said = translate("{address}: nothing wrong was seen, but not everything could be looked at.")
    elif result.signer:
        said = translate("{address} is as “{signer}” signed it, release {number}.")
    else:
        said = translate("{address} is as release {number} says, which nobody’s signature vouches for.")
    counted = result.findings.counted
    text = said.format(
        address=address,
        errors=counted[Weight.ERROR],
        warnings=counted[Weight.WARNING],
        signer=printable(result.signer),
        number=result.manifest.number if result.manifest else "?",
    )
    figures = translate(
        "{checked} of {files} files, {unchanged} unchanged since last time; {requests} requests, {megabytes} MB, {seconds} s"
    )
    return f"{text} " + figures.format(
        checked=result.checked,
        files=result.files,
        unchanged=result.unchanged,
        requests=result.requests,
        megabytes=format_decimal(result.received / 1e6),
        seconds=f"{result.seconds:.0f}",
    )


def summary(result: VerifyResult, address: str) -> dict[str, Any]:
    """Return the figures of a run, as memory keeps them for ``ban-tin status``. Times are in ISO 8601, in UTC."""
    counted = result.findings.counted
    return {
        "address": address,
        "began": _moment(result.began),
        "seconds": round(result.seconds, 1),
        "exit": result.findings.exit_code(),
        "errors": counted[Weight.ERROR],
        "warnings": counted[Weight.WARNING],
        "unchecked": counted[Weight.UNCHECKED],
        "notes": counted[Weight.NOTE],
        "number": result.manifest.number if result.manifest else 0,
        "built": result.manifest.built if result.manifest else "",
        "signer": result.signer,
        "files": result.files,
        "checked": result.checked,
        "unchanged": result.unchanged,
        "requests": result.requests,
        "bytes": result.received,
        "certificate_ends": _moment(result.certificate_ends) if result.certificate_ends else "",
    }


def json_report(result: VerifyResult, address: str) -> dict[str, Any]:
    """Return all that a run found, for programs."""
    findings = [
        {
            "kind": each.kind,
            "severity": each.weight.value,
            "address": each.address,
            "path": each.path,
            "detail": each.detail,
            "visitor": each.visitor,
            "hosts": list(each.hosts),
            "expected": each.expected,
            "found": each.found,
            "message": each.message(translate),
        }
        for each in result.findings.found
    ]
    return {**summary(result, address), "links": result.linked, "findings": findings}


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
