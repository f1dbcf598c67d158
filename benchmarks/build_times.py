"""Times regeneration beside the stock generator, and the contract author's whole loop; prints a Markdown table.

usage: build_times.py quick|full     from the top of the checkout; the contract is edited and put back
"""

import pathlib
import statistics
import subprocess
import sys
import time

runs = 5 if sys.argv[1] == "full" else 1
operation = pathlib.Path("spec/operations/get_group_attr.yaml")
original = operation.read_text(encoding="utf-8")
# The stock module has no linter, so neither has ours.
quiet = ["mvn", "-B", "-q", "-ntp", "-o", "-DskipTests", "-Dspotless.check.skip", "-Denforcer.skip", "-Djava.checks=-g"]
ours = [*quiet, "-pl", "codegen,spec,client-generated", "compile"]
stock = [*quiet, "-Pstock", "-pl", "benchmarks/stock", "compile"]
loop = ["./chatctl", "contract", "check"]


def edit(n):
    operation.write_text(original.replace("summary: ", f"summary: Edit {n}. ", 1), encoding="utf-8")


def seconds(command):
    begun = time.monotonic()
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{run.stdout}")
    return time.monotonic() - begun


try:
    for command in (ours, stock, loop):
        seconds(command)
    edited = []
    for n in range(runs):
        edit(n)
        edited.append((seconds(ours), seconds(stock)))
    unchanged = [seconds(ours) for _ in range(runs)]
    looped = []
    for n in range(runs):
        edit(f"loop {n}")
        looped.append(seconds(loop))
finally:
    operation.write_text(original, encoding="utf-8")

print("**Build times, warm, seconds (median)**\n\n| step | seconds | ratio to stock okhttp-gson |\n|---|---:|---:|")
of = statistics.median
print(f"| contract edited → client compiled, this generator | {of(a for a, _ in edited):.1f} | {of(a / b for a, b in edited):.2f} |")
print(f"| contract edited → client compiled, stock okhttp-gson | {of(b for _, b in edited):.1f} | 1 |")
print(f"| nothing edited | {of(unchanged):.1f} | |")
print(f"| whole loop: regenerate, lint, diff, conformance of the touched operation | {of(looped):.1f} | |")
