"""Editions that are made for the bench and thrown away: the Rapport 2019 several times over, and one very long table."""
import pathlib
import re
import shutil

PROGRAMMES, COMMITTEES, OBJECTIVES = 11, 4, 27       # of the Rapport 2019: how far each copy's numbers are moved
ROWS, COLUMNS = 5000, 8

TABLE_REPORT = """nom: banc
titre: Banc
edition: Banc
annee: 2019
periode: 2019
annee-suivante: 2020
date: 2019-12-31
langue: fr
gabarit: rapport-2019
organisme: Banc
comites: { CP1: { titre: Banc, programmes: { 1: Banc } } }
parties: [{ titre: Banc, volets: [{ volet: sectoriel, titre: Banc, comites: [CP1] }] }]
"""


def write_table(folder):
    """An edition that is one table of ROWS x COLUMNS, its sums carried from page to page."""
    programme = pathlib.Path(folder) / "programmes/01-banc"
    programme.mkdir(parents=True)
    (pathlib.Path(folder) / "rapport.yaml").write_text(TABLE_REPORT)
    columns = "".join(f"      - {{ titre: Colonne {i}, type: nombre }}\n" for i in range(COLUMNS - 1))
    figures = [", ".join(str((row * 7919 + i * 104729) % 100000) for i in range(COLUMNS - 1)) for row in range(ROWS)]
    rows = "".join(f"      - [Région {row}, {figures[row]}]\n" for row in range(ROWS))
    (programme / "programme.yaml").write_text(
        "programme: 1\ntitre: Banc\nvolet: sectoriel\ncomite: CP1\ntableaux:\n  grand:\n    titre: Grand\n"
        f"    report: oui\n    colonnes:\n      - {{ titre: Région }}\n{columns}"
        f"    lignes:\n{rows}    total: somme\n    source: Banc\n")
    (programme / "narratif.md").write_text("![](tableau:grand)\n")


def moved(number, step):
    return str(int(number) + step)


def move_actions(text, copy):
    """`1.6` becomes `12.6` in the first copy, wherever an action is named: keys, lists, titles."""
    return re.sub(r"\b(\d+)\.(\d+)\b", lambda m: f"{moved(m[1], PROGRAMMES * copy)}.{m[2]}", text)


def ids_of(source):
    """What the programmes call their indicators, tables and charts."""
    sections = "".join(body for path in sorted(source.glob("programmes/*/programme.yaml"))
                       for body in re.findall(r"^(?:indicateurs|tableaux|graphiques):\n((?:  .*\n|\n)+)", path.read_text(), re.M))
    return set(re.findall(r"^  ([\w-]+):", sections, re.M))


def move_ids(text, ids, copy):
    """Each copy's own names, where they are given and where a text or a chart calls them."""
    def moved_id(match):
        number = moved(match[2][:-1], PROGRAMMES * copy) + ":" if match[2] else ""
        return match[1] + number + match[3] + (f"-copie-{copy}" if copy and match[3] in ids else "")
    return re.sub(r"(^  |\{\{ *|\]\((?:tableau|graphique):|donnees: (?:indicateur|tableau) )(\d+:)?([a-z][\w-]*)", moved_id, text, flags=re.M)


def move_data(text, copy):
    """A programme's YAML, its numbers moved."""
    text = re.sub(r"^(programme: )(\d+)", lambda m: m[1] + moved(m[2], PROGRAMMES * copy), text, flags=re.M)
    text = re.sub(r"^(comite: CP)(\d+)", lambda m: m[1] + moved(m[2], COMMITTEES * copy), text, flags=re.M)
    for section, key in (("objectifs", r"^  (\d+)(?=:)"), ("actions", r"^  \d+\.\d+(?=:)")):
        move = (lambda m: f"  {moved(m[1], OBJECTIVES * copy)}") if section == "objectifs" else (lambda m: move_actions(m[0], copy))
        text = re.sub(rf"^({section}:\n)((?:  .*\n)+)", lambda m: m[1] + re.sub(key, move, m[2], flags=re.M), text, flags=re.M)
    return re.sub(r"actions: \[[^]]*\]", lambda m: move_actions(m[0], copy), text)


def move_prose(text, copy):
    """A text, the actions that its titles name moved."""
    return re.sub(r"\(Actions?[^)]*\)", lambda m: move_actions(m[0], copy), text)


def split_report(text):
    """What precedes, the committees, the parts, and the rest of rapport.yaml."""
    committees, parts = text.index("\ncomites:\n") + 10, text.index("\nparties:\n")
    rest = text.index("\nschemas:\n")
    return text[:committees], text[committees:parts + 1], text[parts + 10:rest + 1], text[rest + 1:]


def move_committees(text, copy):
    text = re.sub(r"^  CP(\d+):", lambda m: f"  CP{moved(m[1], COMMITTEES * copy)}:", text, flags=re.M)
    text = re.sub(r"^      (\d+):", lambda m: f"      {moved(m[1], PROGRAMMES * copy)}:", text, flags=re.M)
    return re.sub(r"([\w-]+)\.md$", rf"\1-copie-{copy}.md", text, flags=re.M) if copy else text


def move_parts(text, copy):
    text = re.sub(r"\bCP(\d+)\b", lambda m: f"CP{moved(m[1], COMMITTEES * copy)}", text)
    return re.sub(r"([\w-]+)\.md\b", rf"\1-copie-{copy}.md", text) if copy else text


def write_copies(source, folder, times):
    """The edition in `source`, `times` over: parts, committees, programmes, tables; one title page and one list of
    acronyms. The copies' numbers follow each other, so that what refers within the first refers within each."""
    source, folder = pathlib.Path(source), pathlib.Path(folder)
    folder.mkdir(parents=True)
    head, committees, parts, rest = split_report((source / "rapport.yaml").read_text())
    diagram = re.search(r"^  gouvernance:\n(?:    .*\n|\n)+", rest, re.M)[0]
    diagrams = "".join(diagram.replace("  gouvernance:", f"  gouvernance-{copy}:", 1) for copy in range(1, times))
    rest = rest.replace(diagram, diagram.rstrip("\n") + "\n" + diagrams + "\n", 1)
    (folder / "rapport.yaml").write_text(
        head + "".join(move_committees(committees.strip("\n") + "\n", copy) for copy in range(times)) + "\nparties:\n"
        + "".join(move_parts(parts.strip("\n") + "\n", copy) for copy in range(times)) + "\n" + rest)
    ids = ids_of(source)
    for copy in range(times):
        for path in source.glob("*.md"):
            if copy > 0 and path.name == "epigraphe.md":
                continue
            text = move_ids(move_prose(path.read_text(), copy), ids, copy)
            if copy:
                text = text.replace("schema:gouvernance", f"schema:gouvernance-{copy}")
            (folder / (path.stem + (f"-copie-{copy}" if copy else "") + ".md")).write_text(text)
        for programme in (source / "programmes").iterdir():
            number, name = programme.name.split("-", 1)
            target = folder / "programmes" / f"{int(number) + PROGRAMMES * copy:02}-{name}"
            shutil.copytree(programme, target)
            for path in target.rglob("*.yaml"):
                path.write_text(move_ids(move_data(path.read_text(), copy), ids, copy))
            for path in target.rglob("*.md"):
                path.write_text(move_ids(move_prose(path.read_text(), copy), ids, copy))
