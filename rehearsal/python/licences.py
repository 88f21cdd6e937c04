"""Prints LICENCES.md: what the metadata of every pinned package says of its licence.

    python3 rehearsal/python/licences.py > rehearsal/python/LICENCES.md

Reads .venv-rehearsal and .venv-checkers, which `npm run rehearse` makes; needs nothing but Python.
"""

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

here = Path(__file__).parent
root = here.parent.parent
SETS = [("emulator", ".venv-rehearsal"), ("checkers", ".venv-checkers")]
COPYLEFT = re.compile(r"\b(A?GPL|LGPL|MPL|EPL|CDDL|EUPL)\b|Mozilla|General Public")
PERMISSIVE = re.compile(r"MIT|Apache|BSD|PSF|Python Software Foundation")
TITLE = re.compile(r"^\W*(GNU (?:AFFERO |LESSER |LIBRARY )?GENERAL PUBLIC LICENSE|Mozilla Public License)\b", re.I | re.M)

HEAD = """# Licences of the tools that a rehearsal installs

Made by `python3 rehearsal/python/licences.py > rehearsal/python/LICENCES.md` from the metadata of the installed packages; run it
again when a pin changes.

These tools are installed from PyPI beside the product, in virtual environments of their own, by whoever runs a rehearsal. They run as
processes of their own. None is part of this repository, of a Lambda bundle, of a template or of anything that is deployed, and none is
shipped.
"""


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(name):
    lines = (here / f"{name}.txt").read_text().splitlines()
    found = [re.match(r"([A-Za-z0-9_.-]+)==([^ ;\\]+)", line) for line in lines]
    return [match.groups() for match in found if match]


def licence(metadata):
    if metadata.get("License-Expression"):
        return metadata["License-Expression"]
    classifiers = [c.split(" :: ")[-1] for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    stated = (metadata.get("License") or "").strip().split("\n")[0].strip()
    # A long text is the licence itself; its first line is its title.
    told = [] if stated in ("", "UNKNOWN") else [stated]
    return "; ".join(dict.fromkeys(told + classifiers)) or "not stated"


def bundled(distribution):
    """Copyleft texts among the licence files that come with a package."""
    names = set()
    for file in distribution.files or []:
        if not re.search(r"licen[cs]e|copying", file.name, re.I) or file.suffix in (".py", ".pyc"):
            continue
        path = file.locate()
        if path.is_file():
            text = path.read_text(errors="ignore")
            also = " with the GCC Runtime Library Exception" if "GCC RUNTIME LIBRARY EXCEPTION" in text else ""
            names.update(title.title().replace("Gnu", "GNU") + also for title in TITLE.findall(text))
    return sorted(names)


def table(rows):
    """In columns of one width, as the formatter of this repository leaves them."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def main():
    tables, copyleft, texts, absent = [], [], [], []
    for name, environment in SETS:
        folders = [str(one) for one in (root / environment / "lib").glob("python*/site-packages")]
        if not folders:
            sys.exit(f"{environment} is not there: run a rehearsal first")
        installed = {plain(one.metadata["Name"]): one for one in distributions(path=folders)}
        rows = [("package", "version", "licence")]
        for package, version in pinned(name):
            one = installed.get(plain(package))
            if one is None or one.version != version:
                absent.append(f"{package} {version} ({name}.txt)")
                rows.append((package, version, "not installed where this was made"))
                continue
            stated = licence(one.metadata)
            rows.append((package, version, stated))
            if COPYLEFT.search(stated):
                copyleft.append(f"- **{package}** {version} ({name}.txt): {stated}")
            elif bundled(one):
                texts.append(f"- **{package}** {version} ({name}.txt): {', '.join(bundled(one))}")
            if not COPYLEFT.search(stated) and not PERMISSIVE.search(stated):
                sys.exit(f"{package} {version}: {stated!r} is neither known as permissive nor as copyleft")
        tables.append(f"## {name}.txt\n\n{table(rows)}")
    print(HEAD)
    print("## Copyleft\n")
    print("By their own metadata:\n\n" + ("\n".join(copyleft) or "- none") + "\n")
    print("By a licence text among their files, for something that is inside them:\n\n" + ("\n".join(texts) or "- none") + "\n")
    print("Every other package that was looked at states a permissive licence: MIT, BSD, Apache or that of Python.\n")
    if absent:
        print("Pinned for other systems or versions of Python, so not looked at:\n\n" + "\n".join(f"- {one}" for one in absent) + "\n")
    print("\n\n".join(tables))


main()
