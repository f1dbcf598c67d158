"""Times regeneration and the contract author's whole loop against the stock generator; prints a Markdown table.

usage: build_times.py quick|full     from the root of the checkout; the contract is edited and restored
"""

import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

runs = 11 if sys.argv[1] == "full" else 1
drawn = random.Random(1)
operation = pathlib.Path("spec/operations/get_group_attr.yaml")
original = operation.read_text(encoding="utf-8")
# The stock module has no linter, so ours runs without it too.
maven = ["mvn", "-B", "-q", "-ntp", "-o", "-DskipTests", "-Dspotless.check.skip", "-Denforcer.skip", "-Djava.checks=-g"]
checkout = [*maven, "-pl", "client-generated", "-am", "compile"]
stock = [*maven, "-Pstock", "-pl", "benchmarks/stock", "compile"]
loop = ["./chatctl", "contract", "check"]


def online(command):
    """Returns the command that may also download plugins, for the first time on a machine."""
    return [word for word in command if word != "-o"]


def repository_with_generator(folder):
    """Creates a repository like the user's with generator and run-time installed, as a team outside the checkout has them."""
    users = pathlib.Path(os.environ.get("MAVEN_REPOSITORY", pathlib.Path.home() / ".m2" / "repository"))
    for entry in users.iterdir():
        if entry.name != "dev":
            (folder / entry.name).symlink_to(entry)
    (folder / "dev").mkdir()
    for entry in (users / "dev").iterdir():
        if entry.name != "chatcontract":
            (folder / "dev" / entry.name).symlink_to(entry)
    repository = f"-Dmaven.repo.local={folder}"
    seconds([*online(maven), repository, "-Dinvoker.skip", "-pl", "client-generated", "-am", "install"])
    return repository


def edit(n):
    operation.write_text(original.replace("summary: ", f"summary: Edit {n}. ", 1), encoding="utf-8")


def seconds(command):
    begun = time.monotonic()
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{run.stdout}")
    return time.monotonic() - begun


def beside_stock(ours, name):
    """Returns the seconds of both after each edit, in random order: the first one has colder caches."""
    pairs = []
    for n in range(runs):
        edit(f"{name} {n}")
        took = {}
        for command in drawn.sample((ours, stock), 2):
            took[command is ours] = seconds(command)
        pairs.append((took[True], took[False]))
    return pairs


with tempfile.TemporaryDirectory() as folder:
    try:
        module = [*maven, repository_with_generator(pathlib.Path(folder)), "-pl", "client-generated", "compile"]
        for command in (module, checkout, stock, loop):
            seconds(online(command))
        edited = beside_stock(module, "module")
        edited_checkout = beside_stock(checkout, "checkout")
        unchanged = [(seconds(module), seconds(stock)) for _ in range(runs)]
        unchanged_checkout = [(seconds(checkout), seconds(stock)) for _ in range(runs)]
        looped = []
        for n in range(runs // 3 or 1):
            edit(f"loop {n}")
            looped.append(seconds(loop))
    finally:
        operation.write_text(original, encoding="utf-8")


def row(step, pairs):
    of = statistics.median
    print(f"| {step} | {of(ours for ours, _ in pairs):.1f} | {of(peer for _, peer in pairs):.1f} | {of(a / b for a, b in pairs):.2f} |")


quick = "" if sys.argv[1] == "full" else ", quick run: not to be quoted"
print(f"**Build times, warm, seconds (median{quick})**\n\n| step | here | stock okhttp-gson | ratio |\n|---|---:|---:|---:|")
row("contract edited → client compiled, the generator from a repository", edited)
row("the same in this checkout: its generator's module looked at, the contract linted and bundled", edited_checkout)
row("nothing edited, the generator from a repository", unchanged)
row("nothing edited, in this checkout", unchanged_checkout)
print(f"| whole loop: regenerate, lint, diff, conformance of the touched operation | {statistics.median(looped):.1f} | | |")
