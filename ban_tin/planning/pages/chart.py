"""A bar chart in whole numbers: the style sheet stretches it to the width there is."""

from collections.abc import Sequence

from ban_tin.views import Chart, ChartBar, Period

#: A day is this wide, its bar a little less; the chart this high.
DAY, BAR, HEIGHT = 10, 8, 1000


def draw_chart(days: Sequence[Period]) -> Chart:
    """Return the chart of the visits of ``days``, oldest first; at least one. The least and the most are the latest such."""
    scale = round_up(max(day.visits for day in days))
    bars = []
    for position, day in enumerate(days):
        # A day with a visit shows one, however many others had.
        height = max(round(HEIGHT * day.visits / scale), 4 if day.visits else 0)
        bars.append(ChartBar(DAY * position + (DAY - BAR) // 2, HEIGHT - height, BAR, height, day))
    newest_first = list(reversed(days))
    return Chart(
        width=DAY * len(days),
        height=HEIGHT,
        scale=scale,
        bars=tuple(bars),
        first=days[0],
        last=days[-1],
        least=min(newest_first, key=lambda day: day.visits),
        most=max(newest_first, key=lambda day: day.visits),
        mean=round(sum(day.visits for day in days) / len(days)),
    )


def round_up(value: int) -> int:
    """Return the next of 2, 4, 6, 8, 10, 20, 40, …: its half is a whole number too."""
    power = 1
    while value > 10 * power:
        power *= 10
    return next(step * power for step in (2, 4, 6, 8, 10) if value <= step * power)
