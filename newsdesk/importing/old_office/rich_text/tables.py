"""What an RTF file says of the rows of its tables."""

from newsdesk.importing.old_office.rows import CellPlan


class Tables:
    """Takes the control words of rows and cells."""

    def __init__(self) -> None:
        #: The rows of the outer table and of the one within it.
        self._plans: dict[bool, list[CellPlan]] = {False: [], True: []}
        self._heads: dict[bool, bool] = {False: False, True: False}
        self._nested = False
        self._joined = self._continued = False
        self._left = 0

    def take(self, word: str, number: int | None) -> bool:
        """Take a control word, and return whether it was about rows or cells."""
        if word == "nesttableprops":
            self._nested = True
        elif word == "trowd":
            self._plans[self._nested], self._heads[self._nested] = [], False
            self._joined = self._continued = False
            self._left = 0
        elif word == "trleft":
            self._left = number or 0
        elif word == "trhdr":
            self._heads[self._nested] = True
        elif word == "clvmrg":
            self._continued = True
        elif word == "clmrg":
            self._joined = True
        elif word == "cellx":
            plans = self._plans[self._nested]
            left = plans[-1].right if plans else self._left
            plans.append(CellPlan(left, max(number or 0, left + 1), self._joined, self._continued))
            self._joined = self._continued = False
        else:
            return False
        return True

    def row(self, nested: bool) -> tuple[list[CellPlan], bool]:
        """Return what was said of the cells of the row that ends, and whether it belongs to the head."""
        self._nested = False
        return list(self._plans[nested]), self._heads[nested]
