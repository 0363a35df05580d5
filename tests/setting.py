#!/usr/bin/env python3
"""Fine setting, measured from where pdftotext finds the words of the finished Rapport 2019.

Nothing is asked of the program itself, whose own report on typography may share its errors. What positions cannot tell is left out: where
a paragraph begins behind a list's mark, the blanks that French keeps narrow. Lengths in points, y downwards. Prints TAP.
"""
import collections
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import xml.etree.ElementTree as xml

import tap

ROOT = pathlib.Path(__file__).resolve().parent.parent
BILAN = os.environ.get("BILAN", str(ROOT / "build/out/bilan"))

GRID, INDENT, MEASURE = 16, 13, 351.5    # templates/rapport-2019/theme.yaml
OUTER, INNER = 73.7, 56.7                # left edge of the text on left and right pages
HANG = 4                                 # hyphens and stops stand half outside
LOOSE = 2                                # times the face's own blank

# What may be amiss at most, over the whole report: lines, and the share of line ends.
LOOSE_MOST, BROKEN_MOST = 0, 0.10

SOFT = "\u00ad"
ENDS = ".;:!?»…"                         # what a paragraph ends with
FIXED = re.compile(r"[:;!?»%]|.*«|\d+")  # beside these stand blanks that do not stretch

Word = collections.namedtuple("Word", "left top right bottom text")


class Line:
    """Words on one baseline of body text; `edge` is the left edge of the page's text."""

    def __init__(self, words, edge):
        self.words, self.edge = sorted(words), edge
        self.left, self.right, self.top = self.words[0].left, max(word.right for word in words), self.words[0].top
        self.text = " ".join(word.text for word in self.words)

    def is_justified(self):
        return abs(self.right - self.edge - MEASURE) < HANG

    def is_broken(self):
        return self.text.endswith(SOFT)

    def gaps(self):
        return [after.left - before.right for before, after in zip(self.words, self.words[1:])
                if not FIXED.fullmatch(before.text) and not FIXED.fullmatch(after.text)]

    def goes_on(self):
        """Is it surely not the last of its paragraph?"""
        return self.is_justified() and self.text[-1] not in ENDS

    def is_followed_by(self, other):
        return 0 < other.top - self.top < GRID + 0.5


def words_of(pdf):
    html = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    html = re.sub(r' xmlns="[^"]*"', "", html)
    return [[Word(*(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")), word.text or "") for word in page.iter("word")]
            for page in xml.fromstring(html[html.index("<doc>"):html.index("</doc>") + 6]).iter("page")]


def lines_of(pages):
    """For each page its lines of body text: those in the height of most words, and what stands among them."""
    heights = collections.Counter(round(word.bottom - word.top, 1) for page in pages for word in page)
    usual = heights.most_common(1)[0][0]
    for index, page in enumerate(pages):
        edge = INNER if index % 2 == 0 else OUTER
        rows = collections.defaultdict(list)
        for word in page:
            if abs(word.bottom - word.top - usual) < 0.2 and edge - 1 < word.left < edge + MEASURE:
                rows[round(word.top)].append(word)
        yield [Line(rows[top], edge) for top in sorted(rows)]


def is_widow(last, lines):
    """Does the page begin with the last line of a paragraph that began on the page before?"""
    if not last.goes_on() or not lines:
        return False
    first, second = lines[0], lines[1] if len(lines) > 1 else None
    return not first.is_justified() or second is None or not first.is_followed_by(second) or second.left > first.left + INDENT - 1


def is_orphan(lines, first):
    """Does the page end with the first line of a paragraph that goes on?"""
    last, before = lines[-1], lines[-2] if len(lines) > 1 else None
    if not last.goes_on() or first is None:
        return False
    is_indented = abs(last.left - last.edge - (first.left - first.edge) - INDENT) < 1
    return before is None or not before.is_followed_by(last) or (is_indented and before.left < last.left - INDENT + 1)


def measure(pages):
    """Counts and lists what is amiss: {name: [where]}, the blank of the face, and the number of justified lines."""
    set_lines = [line for lines in pages for line in lines if line.is_justified()]
    blank = statistics.median(gap for lines in pages for line in lines if not line.is_justified() for gap in line.gaps())
    found = {name: [] for name in ("loose", "broken", "ladder", "cut", "widow", "orphan")}
    for number, lines in enumerate(pages, 1):
        for index, line in enumerate(lines):
            where = f"page {number}: {line.text}"
            gaps = line.gaps()
            if line.is_justified() and gaps and statistics.mean(gaps) > LOOSE * blank:
                found["loose"].append(f"{where} ({statistics.mean(gaps) / blank:.2f})")
            if line.is_broken():
                found["broken"].append(where)
            above = lines[max(0, index - 2):index + 1]
            if len(above) == 3 and all(one.text[-1] in SOFT + "-" for one in above) and above[0].is_followed_by(above[1]) \
                    and above[1].is_followed_by(above[2]):
                found["ladder"].append(where)
        following = pages[number] if number < len(pages) else []
        if lines and lines[-1].is_broken():
            found["cut"].append(f"page {number}: {lines[-1].text}")
        if lines and following and is_widow(lines[-1], following):
            found["widow"].append(f"page {number + 1}: {following[0].text}")
        if lines and following and is_orphan(lines, following[0]):
            found["orphan"].append(f"page {number}: {lines[-1].text}")
    return found, blank, len(set_lines)


class Built:
    """The lines of the edition, and what is amiss in them; measured once."""
    result = words = None

    @classmethod
    def pages(cls):
        if cls.result is None:
            with tempfile.TemporaryDirectory() as folder:
                done = subprocess.run([BILAN, "build", "content/2019", "-o", folder + "/public"], cwd=ROOT, capture_output=True, text=True)
                assert done.returncode == 0, done.stderr
                pages = words_of(folder + "/public/rapport-2019.pdf")
            body = next(i for i, page in enumerate(pages) if page and page[0].text == "1.")     # behind the sommaire
            cls.words = pages
            cls.result = [[]] * body + list(lines_of(pages))[body:]
        return cls.result


def none_of(name, most=0):
    found, _, _ = measure(Built.pages())
    assert len(found[name]) <= most, "\n".join(found[name])


def lines_enough_are_measured():
    found, blank, count = measure(Built.pages())
    assert count > 1400, count
    assert 2.2 < blank < 2.7, f"the face's blank is 0.22 em of 11 pt, measured {blank:.2f}"
    print(f"# {count} justified lines, blank {blank:.2f} pt, " + ", ".join(f"{name} {len(where)}" for name, where in found.items())
          + f", broken ends {100 * len(found['broken']) / count:.1f} %")


def no_line_has_blanks_over_twice_the_face_s_own():
    none_of("loose", LOOSE_MOST)


def fewer_than_one_line_end_in_ten_is_broken():
    found, _, count = measure(Built.pages())
    assert len(found["broken"]) < BROKEN_MOST * count, f"{len(found['broken'])} of {count}"


def no_three_line_ends_in_a_row_are_broken():
    none_of("ladder")


def no_word_is_cut_over_a_page():
    none_of("cut")


def no_title_is_cut():
    assert Built.pages()
    cut = [word.text for page in Built.words for word in page if word.bottom - word.top > 22 and word.text.endswith((SOFT, "-"))]
    assert not cut, "\n".join(cut)


def no_page_begins_with_the_last_line_of_a_paragraph():
    none_of("widow")


def no_page_ends_with_the_first_line_of_a_paragraph():
    none_of("orphan")


def with_line(pages, page, index, line):
    return [[line if (p, i) == (page, index) else old for i, old in enumerate(lines)] for p, lines in enumerate(pages)]


def hyphened(line):
    return Line([word if word != line.words[-1] else word._replace(text=word.text + SOFT) for word in line.words], line.edge)


def what_is_amiss_is_seen():
    """The measures themselves: each one, on the same pages spoilt in one place."""
    pages = Built.pages()
    counts = {name: len(where) for name, where in measure(pages)[0].items()}
    page, index = next((p, i) for p, lines in enumerate(pages) for i, line in enumerate(lines)
                       if line.is_justified() and len(line.words) > 8 and 1 < i < len(lines) - 1)
    line = pages[page][index]
    sparse = Line(line.words[:1] + line.words[2:-2:3] + line.words[-1:], line.edge)
    assert len(measure(with_line(pages, page, index, sparse))[0]["loose"]) == counts["loose"] + 1
    over = next(p for p in range(page, len(pages) - 1) if len(pages[p]) > 4 and len(pages[p + 1]) > 4 and pages[p][-1].goes_on()
                and pages[p][-2].is_followed_by(pages[p][-1]) and pages[p][-3].is_followed_by(pages[p][-2]))
    broken = with_line(pages, over, len(pages[over]) - 1, hyphened(pages[over][-1]))
    assert len(measure(broken)[0]["cut"]) == counts["cut"] + 1
    for back in (2, 3):
        broken = with_line(broken, over, len(pages[over]) - back, hyphened(pages[over][-back]))
    assert len(measure(broken)[0]["ladder"]) >= counts["ladder"] + 1
    short = next(i for i, line in enumerate(pages[over + 1]) if not line.is_justified())
    lame = pages[:over + 1] + [pages[over + 1][short:]] + pages[over + 2:]
    assert len(measure(lame)[0]["widow"]) >= counts["widow"] + 1
    lone = [line for line in pages[over] if not line.is_followed_by(pages[over][-1])]
    lame = pages[:over] + [lone] + pages[over + 1:]
    assert len(measure(lame)[0]["orphan"]) >= counts["orphan"] + 1


tap.run([
    lines_enough_are_measured, no_line_has_blanks_over_twice_the_face_s_own, fewer_than_one_line_end_in_ten_is_broken,
    no_three_line_ends_in_a_row_are_broken, no_word_is_cut_over_a_page, no_title_is_cut, no_page_begins_with_the_last_line_of_a_paragraph,
    no_page_ends_with_the_first_line_of_a_paragraph, what_is_amiss_is_seen,
])
