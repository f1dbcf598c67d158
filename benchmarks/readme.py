"""Puts the tables that matter most to a newcomer from benchmarks/results into the README, between its two marks."""

import pathlib
import re

SHOWN = ("Signed call", "Decoding", "UserSig")

readme = pathlib.Path("README.md")
chosen = []
for results in sorted(pathlib.Path("benchmarks/results").glob("results-jdk[0-9][0-9].md")):
    head, *tables = re.split(r"\n\n(?=\*\*)", results.read_text(encoding="utf-8").strip())
    chosen.append(head)
    chosen += [t.strip() for t in tables if t.startswith(tuple(f"**{title}" for title in SHOWN))]
text = readme.read_text(encoding="utf-8")
begin, end = "<!-- benchmarks:begin -->", "<!-- benchmarks:end -->"
before, rest = text.split(begin)
_, after = rest.split(end)
readme.write_text(f"{before}{begin}\n{(chr(10) * 2).join(chosen)}\n{end}{after}", encoding="utf-8")
