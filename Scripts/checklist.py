#!/usr/bin/env python3
"""Asks the questions of Tests/Fixtures/checklist.csv of a knowledge base made by `aikb init`, each in
English and in Chinese, and prints a Markdown table of what was asked, expected and found.

usage: checklist.py [AIKB]      exit code 1 when an answer lacks what was expected
"""
import csv
import os
import subprocess
import sys
import tempfile

TREE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def answer(binary, command, language, environment):
    """Standard output, or "" when the command fails."""
    done = subprocess.run(
        [binary, *command.split(), "--lang", language],
        capture_output=True, text=True, env=environment)
    return done.stdout if done.returncode == 0 else ""


def main():
    binary = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/aikb")
    with open(f"{TREE}/Tests/Fixtures/checklist.csv", encoding="utf-8", newline="") as file:
        questions = list(csv.DictReader(file))
    passed = 0
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "AIKB_DB": f"{folder}/kb.db"}
        subprocess.run([binary, "init"], check=True, capture_output=True, env=environment)
        print("| question | 问题 | command | expected | 应答 | en | zh |")
        print("|---|---|---|---|---|---|---|")
        for row in questions:
            found = []
            for language, column in [("en", "expected"), ("zh", "expected_zh")]:
                text = answer(binary, row["command"], language, environment)
                found.append(all(part in text for part in row[column].split(" | ")))
            passed += all(found)
            cells = [f"{row['id']} {row['question']}", row["question_zh"], f"`aikb {row['command']}`",
                     row["expected"], row["expected_zh"]]
            cells = [cell.replace(" | ", "; ") for cell in cells]
            print("| " + " | ".join(cells + ["pass" if ok else "FAIL" for ok in found]) + " |")
    print(f"\n{passed} of {len(questions)} questions are answered as expected, in English and in Chinese")
    return 0 if passed == len(questions) else 1


if __name__ == "__main__":
    sys.exit(main())
