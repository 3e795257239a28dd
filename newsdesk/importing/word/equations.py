"""Equations in a line of text: all their signs stay, and a person looks at them."""

from collections.abc import Iterator

from newsdesk.importing.word.names import Element, M, local


def read_equation(element: Element, raised: str = "") -> Iterator[tuple[str, str]]:
    """Yield the letters of an equation, and whether they stand higher (``superscript``) or lower (``subscript``)."""
    name = local(element)
    if name == "t":
        yield element.text or "", raised
    elif name in {"sup", "sub"}:
        inner = "superscript" if name == "sup" else "subscript"
        for each in element:
            yield from read_equation(each, raised or inner)
    elif name == "f":
        numerator, denominator = element.find(f"{M}num"), element.find(f"{M}den")
        yield from _bracketed(numerator, raised)
        yield "/", raised
        yield from _bracketed(denominator, raised)
    elif name == "rad":
        if (degree := element.find(f"{M}deg")) is not None:
            yield from read_equation(degree, raised or "superscript")
        yield "√", raised
        yield from _bracketed(element.find(f"{M}e"), raised)
    elif name == "d":
        yield _sign(element, "begChr", "("), raised
        for number, each in enumerate(element.iterfind(f"{M}e")):
            if number:
                yield _sign(element, "sepChr", "|"), raised
            yield from read_equation(each, raised)
        yield _sign(element, "endChr", ")"), raised
    elif name == "nary":
        yield _sign(element, "chr", "∫"), raised
        for each in element:
            yield from read_equation(each, raised)
    elif not name.endswith("Pr"):
        for each in element:
            yield from read_equation(each, raised)


def _bracketed(element: Element | None, raised: str) -> Iterator[tuple[str, str]]:
    if element is None:
        return
    letters = list(read_equation(element, raised))
    simple = len("".join(text for text, _ in letters).strip()) <= 1
    if not simple:
        yield "(", raised
    yield from letters
    if not simple:
        yield ")", raised


def _sign(element: Element, name: str, usual: str) -> str:
    found = element.find(f"*/{M}{name}")
    return usual if found is None else found.get(f"{M}val", usual)
