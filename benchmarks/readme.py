"""Copies the most important tables from benchmarks/results into benchmarks/README.md, and one figure into the README."""

import pathlib
import re

SHOWN = ("Signed call", "Decoding", "UserSig", "Cold", "TLS", "10,000 virtual", "Rate limiter", "Bulk")
LEFT_OUT = ("quartiles", "until the compiler", "CPU a call, ratio")  # they are in results/


def parts(results):
    """Returns the text above the tables, and the tables by title."""
    head, *tables = re.split(r"\n\n(?=\*\*)", results.read_text(encoding="utf-8").strip())
    return head, {table.split("**")[1]: table.strip() for table in tables}


chosen = []
for results in sorted(pathlib.Path("benchmarks/results").glob("results-jdk[0-9][0-9].md")):
    head, tables = parts(results)
    # A part that was measured again replaces that of the whole run.
    for again in sorted(results.parent.glob(f"{results.stem}-*.md")):
        effort, newer = parts(again)
        if "full run" in effort:
            note = "\n\n(measured again by itself)"
            tables |= {title: table + (note if title in tables else "") for title, table in newer.items()}
    chosen.append(head)
    chosen += [t for title, t in tables.items() if title.startswith(SHOWN) and not any(part in title for part in LEFT_OUT)]
build = pathlib.Path("benchmarks/results/build.md")
if build.exists():
    chosen.append(build.read_text(encoding="utf-8").strip())


def put(page, name, text):
    """Replaces the text between the two marks with this name."""
    page = pathlib.Path(page)
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, rest = page.read_text(encoding="utf-8").split(begin)
    _, after = rest.split(end)
    page.write_text(f"{before}{begin}{text}{end}{after}", encoding="utf-8")


def rates(title):
    """Returns calls per second by client, as a ratio to bare OkHttp, on the oldest JDK."""
    rows = next(part for part in chosen if part.startswith(f"**{title}")).splitlines()[4:]
    return {cells[1].strip(): cells[2].strip() for cells in (row.split("|") for row in rows if row.startswith("|"))}


put("benchmarks/README.md", "benchmarks", "\n" + "\n\n".join(chosen) + "\n")
eight = rates("Signed call, 8 threads")
(official, slow), (community, slower) = [(n, r) for n, r in eight.items() if "SDK" in n]
put(
    "README.md",
    "speed",
    f"Signed calls with 8 threads run at {eight['Chat Contract']} of the rate of bare\n"
    f"OkHttp, those of the {official} at {slow} and of the {community} at {slower} ([benchmarks](benchmarks/README.md)).",
)
