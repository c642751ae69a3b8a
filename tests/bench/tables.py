"""Tables in Markdown."""


def number(n: float) -> str:
    return f"{n:,.0f}"


def seconds(s: float | None) -> str:
    if s is None:
        return "–"
    if s < 0.001:
        return f"{s * 1e6:.0f} µs"
    return f"{s * 1000:.3g} ms" if s < 1 else f"{s:.3g} s"


def times(s: float, base: float | None) -> str:
    return "–" if not base else f"{s / base:.2f}" if s < 10 * base else f"{s / base:.0f}"


def megabytes(mb: float) -> str:
    return number(mb)


def table(title: str, heads: list[str], lines: list[list[str]], note: str = "") -> str:
    rows = [heads, ["---"] * len(heads), *lines]
    body = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"**{title}**\n\n{body}\n" + (f"\n{note}\n" if note else "")
