"""Printing TAP (Test Anything Protocol, version 12), for the tests written in Python."""

LINES_SHOWN = 60


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
        try:
            function()
            problems = []
        except Exception as problem:
            problems = (str(problem) or repr(problem)).splitlines()
        results.append((function.__name__.replace("_", " "), problems))
    report(results)
