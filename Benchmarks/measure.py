#!/usr/bin/env python3
"""Runs commands in turn, after one round that does not count, and prints a Markdown table.

    measure.py RUNS LABEL COMMAND [LABEL COMMAND]...
    measure.py --processes RUNS LABEL COMMAND [LABEL COMMAND]...

Commands are shell scripts, timed by /usr/bin/time with their peak resident memory. With
--processes they are single programs, started without a shell, whose start itself is measured.
The first command is compared with the second.
"""

import shlex
import statistics
import subprocess
import sys
import tempfile
import time


def run_script(command):
    """Seconds and peak kilobytes."""
    with tempfile.NamedTemporaryFile("r") as result:
        script = ["sh", "-euc", command]
        subprocess.run(["/usr/bin/time", "-f", "%e %M", "-o", result.name, *script],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds, kilobytes = result.read().split()
        return float(seconds), int(kilobytes)


def run_process(command):
    """Seconds, and no memory: too short to matter."""
    arguments = shlex.split(command)
    start = time.perf_counter()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start, 0


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

    print("|  | median | min | max | peak memory |")
    print("|---|---:|---:|---:|---:|")
    medians = []
    for (label, _), result in zip(commands, results):
        seconds = [seconds for seconds, _ in result]
        memory = max(kilobytes for _, kilobytes in result)
        medians.append(statistics.median(seconds))
        times = " | ".join(map(written, (medians[-1], min(seconds), max(seconds))))
        print(f"| {label} | {times} | {f'{memory / 1024:.0f} MB' if memory else ''} |")
    if len(commands) > 1:
        print(f"\nRatio of the medians: {medians[0] / medians[1]:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
