#!/usr/bin/env python3
"""`bilan serve` under load: clients ask for pages while files are saved and one reader follows what changes.

usage: load.py [SECONDS [REBUILDS [CONNECTIONS]]]     (30, 1000 and 50 unless told)

Prints how many requests were answered, how many failed, what the reader of events was told, and the resident memory over
the rebuilds. wrk (Debian) asks where it is installed, else threads of this program. Ends with 1 when a request failed, the
reader missed the last save or memory rose. tests/preview.py runs it for five seconds.
"""
import http.client
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
import urllib.error

PATHS = ["/site/introduction.html", "/site/programme-03-sante.html", "/", "/_/apercu.js", "/_/feuille?n=30"]
RISE, ROOM_KIB = 1.15, 8192              # what the last part of the rebuilds may need over the first


class Reader(threading.Thread):
    """Follows a page, as the preview's own does; counts the events by name."""

    def __init__(self, port, page):
        super().__init__(daemon=True)
        self.port, self.page, self.counts, self.text, self.problem = port, page, {}, "", None
        self.start()

    def run(self):
        try:
            link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            link.request("GET", f"/_/suivre?page={self.page}&v=")
            for line in link.getresponse():
                if line.startswith(b"event: "):
                    name = line[7:].decode().strip()
                    self.counts[name] = self.counts.get(name, 0) + 1
        except (OSError, http.client.HTTPException) as problem:
            self.problem = problem


class Clients:
    """`count` clients that ask one path after the other until `seconds` are over."""

    def __init__(self, port, seconds, count):
        self.end, self.port, self.answered, self.failed = time.monotonic() + seconds, port, 0, []
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.ask, args=(i,)) for i in range(count)]
        for thread in self.threads:
            thread.start()

    def ask(self, number):
        link, answered = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30), 0
        while time.monotonic() < self.end:
            path = PATHS[(number + answered) % len(PATHS)]
            try:
                link.request("GET", path)
                answer = link.getresponse()
                answer.read()
                wrong = answer.status not in (200, 302) and f"{path}: {answer.status}"
            except (OSError, http.client.HTTPException) as problem:
                wrong = f"{path}: {problem!r}"
                link.close()
            answered += 1
            if wrong:
                with self.lock:
                    self.failed.append(wrong)
        with self.lock:
            self.answered += answered

    def wait(self):
        for thread in self.threads:
            thread.join()
        return self.answered, self.failed


class Wrk:
    """The same by wrk, which asks one path; what it says of errors are failures."""

    def __init__(self, port, seconds, count):
        self.child = subprocess.Popen(["wrk", "-t2", f"-c{count}", f"-d{seconds}s", "--timeout", "30s",
                                       f"http://127.0.0.1:{port}/site/introduction.html"], stdout=subprocess.PIPE, text=True)

    def wait(self):
        text = self.child.communicate()[0]
        failed = [line.strip() for line in text.splitlines() if re.search(r"Socket errors|Non-2xx", line)]
        found = re.search(r"(\d+) requests in", text)
        return int(found.group(1)) if found else 0, failed if found else failed + [text]


def wait_for_sheets(server):
    """The pages of the PDF are set after the first page of the site is served."""
    for _ in range(600):
        try:
            server.read(PATHS[-1][1:])
            return
        except urllib.error.HTTPError:
            time.sleep(0.05)
    raise AssertionError("no sheet is served")


def load(server, seconds, rebuilds, connections, uses_wrk):
    """Returns what happened: a dictionary of figures, and a list of what was wrong."""
    port = int(server.address.rsplit(":", 1)[1].strip("/"))
    server.save_until_shown(0)
    wait_for_sheets(server)
    reader = Reader(port, "introduction.html")
    clients = (Wrk if uses_wrk else Clients)(port, seconds, connections)
    sizes, begin = [], time.monotonic()
    for number in range(1, rebuilds + 1):
        server.save_until_shown(number)
        sizes.append(server.kib())
    spent = time.monotonic() - begin
    answered, failed = clients.wait()
    seen = reader.counts.get("page", 0) + reader.counts.get("relire", 0)
    server.save_until_shown(rebuilds + 1)
    for _ in range(500):
        if reader.counts.get("page", 0) + reader.counts.get("relire", 0) > seen:
            break
        time.sleep(0.01)
    part = max(1, min(200, rebuilds // 4))
    first, last = statistics.median(sizes[:part]), statistics.median(sizes[-part:])
    wrong = [f"{len(failed)} requests failed: {failed[0]}"] if failed else []
    if answered == 0:
        wrong.append("no request was answered")
    if reader.problem or reader.counts.get("page", 0) + reader.counts.get("relire", 0) <= seen:
        wrong.append(f"the reader of events was not told of the last save: {reader.problem}, {reader.counts}")
    if last > first * RISE + ROOM_KIB:
        wrong.append(f"memory rose from {first} to {last} KiB")
    return {"answered": answered, "seconds": spent, "events": dict(reader.counts), "first": first, "last": last,
            "least": min(sizes), "most": max(sizes), "part": part}, wrong


def main():
    import preview
    seconds, rebuilds, connections = ([int(word) for word in sys.argv[1:]] + [30, 1000, 50][len(sys.argv) - 1:])[:3]
    uses_wrk = shutil.which("wrk") is not None
    with preview.Server() as server:
        told, wrong = load(server, seconds, rebuilds, connections, uses_wrk)
    print(f"preview under load: {connections} connections of {'wrk' if uses_wrk else 'this program'}, {seconds} s, "
          f"{rebuilds} saves shown in {told['seconds']:.1f} s")
    print(f"  requests  {told['answered']:8d} answered")
    print("  events    " + ", ".join(f"{name} {n}" for name, n in sorted(told["events"].items())))
    print(f"  memory    {told['first'] / 1024:8.1f} MiB over the first {told['part']} rebuilds, {told['last'] / 1024:.1f} over the last "
          f"(least {told['least'] / 1024:.1f}, most {told['most'] / 1024:.1f})")
    for line in wrong:
        print(f"  WRONG     {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
