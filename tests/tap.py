"""Printing TAP (Test Anything Protocol, version 12), for the tests written in Python."""

LINES_SHOWN = 60


class Skip(Exception):
    """Raised by a test that cannot be run here; its words say why."""


def report(results):
    """Prints (name, problems) pairs; a test without problems passed."""
    print(f"1..{len(results)}")
    for number, (name, problems) in enumerate(results, 1):
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for line in problems[:LINES_SHOWN]:
            print(f"# {line}")


def run(functions):
    """Runs tests that are functions: the name is the claim, an exception its failure."""
    results = []
    for function in functions:
        name, problems = function.__name__.replace("_", " "), []
        try:
            function()
        except Skip as reason:
            name += f" # SKIP {reason}"
        except Exception as problem:
            problems = (str(problem) or repr(problem)).splitlines()
        results.append((name, problems))
    report(results)
