"""Puts the tables that matter most to a newcomer from benchmarks/results into the README, between its two marks."""

import pathlib
import re

SHOWN = ("Signed call", "Decoding", "UserSig")


def parts(results):
    """What stands above the tables, and the tables by title."""
    head, *tables = re.split(r"\n\n(?=\*\*)", results.read_text(encoding="utf-8").strip())
    return head, {table.split("**")[1]: table.strip() for table in tables}


readme = pathlib.Path("README.md")
chosen = []
for results in sorted(pathlib.Path("benchmarks/results").glob("results-jdk[0-9][0-9].md")):
    head, tables = parts(results)
    # A part that was measured again stands for the one of the whole run.
    for again in sorted(results.parent.glob(f"{results.stem}-*.md")):
        effort, newer = parts(again)
        if "full run" in effort:
            tables |= {title: f"{table}\n\n(measured again by itself)" for title, table in newer.items()}
    chosen.append(head)
    chosen += [table for title, table in tables.items() if title.startswith(SHOWN)]
text = readme.read_text(encoding="utf-8")
begin, end = "<!-- benchmarks:begin -->", "<!-- benchmarks:end -->"
before, rest = text.split(begin)
_, after = rest.split(end)
readme.write_text(f"{before}{begin}\n{(chr(10) * 2).join(chosen)}\n{end}{after}", encoding="utf-8")
