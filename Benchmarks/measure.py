#!/usr/bin/env python3
"""Runs commands in turn, after one round that does not count, and prints a Markdown table.

    measure.py RUNS LABEL COMMAND [LABEL COMMAND]...
    measure.py --processes RUNS LABEL COMMAND [LABEL COMMAND]...

Commands are shell scripts, timed by /usr/bin/time with their processor time (user and system) and
their peak resident memory. With --processes they are single programs, started without a shell,
whose start itself is measured. The first command is compared with each of the others.
"""

import shlex
import statistics
import subprocess
import sys
import tempfile
import time


def run_script(command):
    """Seconds, seconds of processor and peak kilobytes."""
    with tempfile.NamedTemporaryFile("r") as result:
        script = ["sh", "-euc", command]
        subprocess.run(["/usr/bin/time", "-f", "%e %U %S %M", "-o", result.name, *script],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds, user, system, kilobytes = result.read().split()
        return float(seconds), float(user) + float(system), int(kilobytes)


def run_process(command):
    """Seconds; processor time and memory are too small to matter."""
    arguments = shlex.split(command)
    start = time.perf_counter()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start, 0, 0


def written(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def main(arguments):
    run = run_script
    if arguments[:1] == ["--processes"]:
        run = run_process
        arguments = arguments[1:]
    if len(arguments) < 3 or len(arguments) % 2 == 0:
        sys.exit(__doc__)
    runs = int(arguments[0])
    commands = list(zip(arguments[1::2], arguments[2::2]))
    results = [[] for _ in commands]
    for turn in range(runs + 1):
        for (_, command), result in zip(commands, results):
            measured = run(command)
            if turn > 0:
                result.append(measured)

    print("|  | median | min | max | processor | peak memory |")
    print("|---|---:|---:|---:|---:|---:|")
    medians = []
    for (label, _), result in zip(commands, results):
        elapsed, processor, memory = zip(*result)
        medians.append((statistics.median(elapsed), statistics.median(processor)))
        times = " | ".join(map(written, (medians[-1][0], min(elapsed), max(elapsed))))
        more = (written(medians[-1][1]), f"{max(memory) / 1024:.0f} MB") if max(memory) else ("", "")
        print(f"| {label} | {times} | {more[0]} | {more[1]} |")
    print()
    for (label, _), (elapsed, processor) in zip(commands[1:], medians[1:]):
        if not elapsed:
            continue  # below the clock of /usr/bin/time
        ratio = f"{medians[0][0] / elapsed:.2f}"
        if processor:
            ratio += f", of processor time {medians[0][1] / processor:.2f}"
        print(f"Ratio of the medians to {label}: {ratio}")


if __name__ == "__main__":
    main(sys.argv[1:])
