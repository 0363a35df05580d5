"""Other programs that set the same text: Typst and WeasyPrint, fed with what the site of a build holds.

The articles of the site are read in their order and written out again, as Typst's markup and as one HTML file: same headings,
paragraphs, lists, notes, tables with their spans, and charts as SVG. Left out: acronyms' and figures' explanations, cross-references
as links, colours, cover.
"""
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "fonts"
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
LEFT_OUT = {("nav", None), ("details", None), ("a", "ancre"), ("a", "retour"), ("p", "telecharger"), ("svg", "carte-ici"),
            ("svg", "dessin etroit"), ("section", "notes"), ("span", "cache"), ("form", None), ("p", "ici-aussi")}
INLINE = {"a", "abbr", "b", "bdi", "br", "code", "data", "em", "span", "strong", "sup", "time", "wbr"}


class Node:
    def __init__(self, tag, attributes=()):
        self.tag, self.attributes, self.children = tag, dict(attributes), []

    def all(self, tag):
        for child in self.children:
            if isinstance(child, Node):
                if child.tag == tag:
                    yield child
                yield from child.all(tag)

    def text(self):
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def css(self):
        return self.attributes.get("class") or ""


class Reader(html.parser.HTMLParser):
    """A page as a tree, each element's source beside it for the drawings."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        node = Node(tag, attributes)
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attributes):
        self.open[-1].children.append(Node(tag, attributes))

    def handle_endtag(self, tag):
        while len(self.open) > 1 and self.open.pop().tag != tag:
            pass

    def handle_data(self, data):
        self.open[-1].children.append(data)


def articles(site):
    """(article, drawings as source) of each chapter, in the order of the table of contents."""
    index = (site / "index.html").read_text()
    contents = index[index.index("table-des-matieres"):index.index("</main>")]
    for name in dict.fromkeys(re.findall(r'href="([^"#]+\.html)"', contents)):
        text = (site / name).read_text()
        found = re.search(r"<article.*?</article>", text, re.S)
        if found:
            yield Reader(found[0]).root, re.findall(r'<svg class="dessin ample".*?</svg>', found[0], re.S)


def is_left_out(node):
    return (node.tag, None) in LEFT_OUT or (node.tag, node.css()) in LEFT_OUT


def notes_of(article):
    return {item.attributes["id"]: item for section in article.all("section") if section.css() == "notes"
            for item in section.all("li") if "id" in item.attributes}


class Typst:
    """The markup of a whole report; drawings go to files of their own."""

    HEAD = """#set document(title: "Rapport")
#set text(lang: "fr", region: "MA", font: ("Gentium Book Plus", "Amiri"), size: 10.5pt, hyphenate: true)
#set page(width: 170mm, height: 240mm, margin: (inside: 20mm, outside: 26mm, top: 27mm, bottom: 38mm), numbering: "1")
#set par(justify: true, leading: 0.55em)
#set table(stroke: 0.5pt)
#show heading: set text(font: "Lato")
#show figure: set block(breakable: true)
#show table: set text(font: "Lato", size: 8pt)
#show table: set par(justify: false)
#outline(depth: 3)
"""

    def __init__(self, site, folder):
        self.folder = folder
        self.drawings = 0
        self.out = [self.HEAD]
        for article, drawings in articles(site):
            self.notes, self.sources = notes_of(article), drawings
            self.blocks(article)
        (folder / "main.typ").write_text("".join(self.out))

    @staticmethod
    def plain(text):
        return re.sub(r"([\\#$*_`<>@=\[\]~/+-])", r"\\\1", re.sub(r"\s*\n\s*", " ", text))

    def inline(self, node):
        if isinstance(node, str):
            return self.plain(node)
        if is_left_out(node):
            return ""
        if node.tag == "sup" and node.css() == "appel":
            called = self.notes.get(next(node.all("a")).attributes["href"][1:])
            return f"#footnote[{self.inlines(called).strip()}]" if called else ""
        inner = self.inlines(node)
        wrap = {"em": "emph", "strong": "strong", "sup": "super"}.get(node.tag)
        return f"#{wrap}[{inner}]" if wrap else "#linebreak()" if node.tag == "br" else inner

    def inlines(self, node):
        return "".join(self.inline(child) for child in node.children)

    def cell(self, node):
        """A cell's content: its paragraphs and lists, or its text."""
        blocks = [child for child in node.children if isinstance(child, Node) and child.tag in ("p", "ul", "ol")]
        return "".join(self.block(child) for child in blocks) if blocks else self.inlines(node).strip()

    def blocks(self, node):
        for child in node.children:
            if isinstance(child, Node) and not is_left_out(child):
                self.out.append(self.block(child))

    def block(self, node):
        if re.fullmatch("h[1-6]", node.tag):
            return f"\n#heading(level: {node.tag[1]})[{self.inlines(node).strip()}]\n"
        if node.tag in ("ul", "ol"):
            return self.list(node)
        if node.tag == "p":
            return f"\n{self.inlines(node).strip()}\n"
        if node.tag == "table":
            return self.table(node)
        if node.tag == "svg" and node.css() == "dessin ample":
            return self.drawing(node)
        if node.tag in INLINE:
            return self.inline(node)
        return "".join(self.block(child) for child in node.children if isinstance(child, Node) and not is_left_out(child))

    def list(self, node):
        items = []
        for item in node.children:
            if not isinstance(item, Node):
                continue
            inner = "".join(self.inline(child) if isinstance(child, str) or child.tag in INLINE else self.block(child)
                            for child in item.children)
            items.append(f"[{inner.strip()}]")
        return f"\n#{'list' if node.tag == 'ul' else 'enum'}({', '.join(items)})\n"

    def table(self, node):
        rows, head, width = [], 0, 0
        for part in node.children:
            if not isinstance(part, Node) or part.tag not in ("thead", "tbody", "tfoot"):
                continue
            for row in part.all("tr"):
                cells = [cell for cell in row.children if isinstance(cell, Node) and cell.tag in ("td", "th")]
                rows.append([self.table_cell(cell) for cell in cells])
                head += part.tag == "thead"
                if len(rows) == 1:
                    width = sum(int(cell.attributes.get("colspan", 1)) for cell in cells)
        header = "".join(", ".join(row) + ", " for row in rows[:head])
        body = ",\n".join(", ".join(row) for row in rows[head:])
        header = f"table.header({header}), " if head else ""
        caption = next(node.all("caption"), None)
        caption = self.inlines(caption).strip() if caption else ""
        return f"\n#figure(table(columns: {width}, {header}{body}), caption: [{caption}])\n"

    def table_cell(self, cell):
        spans = [f"{name}: {cell.attributes[name]}" for name in ("colspan", "rowspan") if name in cell.attributes]
        spans += ["align: right"] * ("n" in cell.css().split())
        return f"table.cell({', '.join(spans)})[{self.cell(cell)}]" if spans else f"[{self.cell(cell)}]"

    def drawing(self, node):
        self.drawings += 1
        name = f"dessin-{self.drawings}.svg"
        source = self.sources.pop(0)
        (self.folder / name).write_text(source.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
        about = json.dumps(next(node.all("desc")).text(), ensure_ascii=False)
        title = self.plain(next(node.all("title")).text())
        return f'\n#figure(image("{name}", width: 100%, alt: {about}), caption: [{title}])\n'


STYLE = """@page { size: 170mm 240mm; margin: 27mm 23mm 38mm; @bottom-center { content: counter(page) } }
@font-face { font-family: Gentium; src: url(%(fonts)s/GentiumBookPlus-Regular.ttf) }
@font-face { font-family: Gentium; font-weight: bold; src: url(%(fonts)s/GentiumBookPlus-Bold.ttf) }
@font-face { font-family: Gentium; font-style: italic; src: url(%(fonts)s/GentiumBookPlus-Italic.ttf) }
@font-face { font-family: Latin; src: url(%(fonts)s/Lato-Regular.ttf) }
body { font: 10.5pt/1.45 Gentium; text-align: justify; hyphens: auto }
h1, h2, h3, h4, table { font-family: Latin; text-align: left } h1 { break-before: page } table { font-size: 8pt; border-collapse: collapse }
th, td { border: 0.5pt solid; padding: 2pt } .n { text-align: right } svg { width: 100%%; height: auto }
"""


def write_html(site, folder):
    """The same articles as one page for WeasyPrint; notes stand at the end of their chapter, as on the site."""
    out = ['<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Rapport</title>'
           f"<style>{STYLE % {'fonts': FONTS.as_uri()}}</style></head><body>"]
    for number, (article, _) in enumerate(articles(site)):
        out.append(re.sub(r'\b(id|href)="#?([^"]*)"', "", to_html(article)))
    (folder / "main.html").write_text("".join(out) + "</body></html>")


def to_html(node):
    if isinstance(node, str):
        return html.escape(node, quote=False)
    if is_left_out(node) and node.css() != "notes":
        return ""
    inner = "".join(to_html(child) for child in node.children)
    if not node.tag:
        return inner
    attributes = "".join(f' {name}="{html.escape(value or "")}"' for name, value in node.attributes.items())
    return f"<{node.tag}{attributes}>" + ("" if node.tag in VOID else f"{inner}</{node.tag}>")


def install_typst():
    """Why Typst is not here, or None when it is."""
    module = HERE / "node_modules/@myriaddreamin/typst-ts-node-compiler"
    if not shutil.which("node") or not shutil.which("npm"):
        return "Node.js and npm are not installed"
    if not module.exists() or module.stat().st_mtime < (HERE / "package.json").stat().st_mtime:
        print("installing Typst's compiler from npm", file=sys.stderr)
        done = subprocess.run(["npm", "install"], cwd=HERE, capture_output=True, text=True)
        if done.returncode != 0 or not module.exists():
            return "npm does not bring its compiler: " + (done.stderr.strip().splitlines() or ["?"])[-1]
        os.utime(module)
    return None


def measured(command, **options):
    """(milliseconds, seconds of processor, peak KiB, output) of one process."""
    with tempfile.TemporaryFile() as complaints:
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, **options)
        output = child.stdout.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
        elapsed = (time.perf_counter() - begun) * 1000
        child.stdout.close()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            complaints.seek(0)
            raise RuntimeError(f"{command[0]}: {complaints.read().decode().strip()[-2000:] or child.returncode}")
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, output


def run_typst(folder, changes=0):
    """One cold process; what it says of its own times is among the results."""
    elapsed, processor, peak, output = measured(["node", HERE / "typst.js", folder, FONTS, str(changes)], cwd=HERE)
    return {"process": elapsed, "processor": processor, "peak": peak, **json.loads(output),
            "size": (folder / "main.pdf").stat().st_size}


def run_weasyprint(folder):
    target = folder / "weasyprint.pdf"
    elapsed, processor, peak, _ = measured(["weasyprint", "-q", "--pdf-variant", "pdf/ua-1", folder / "main.html", target])
    return {"process": elapsed, "processor": processor, "peak": peak, "size": target.stat().st_size}
