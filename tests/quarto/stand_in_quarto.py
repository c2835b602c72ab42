"""A small stand-in for the command `quarto`: it runs a project's cells and inline code as Quarto
does, and writes HTML by pandoc and a PDF by Typst, so that tests can look at what comes out.

`quarto render . --to html|typst`, in a project's folder. What Quarto would refuse (a setting that
its schema does not know, a file that is not there) ends it with status 1.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import jupytext
import pypandoc
import typst
import yaml
from nbclient import NotebookClient

#: The settings of Quarto that a project may have, from its reference, by what they stand under.
KNOWN: dict[str, set[str]] = {
    "": {"lang", "from", "execute", "project", "book", "format"},
    "execute": {"echo", "enabled", "warning", "cache", "freeze", "daemon"},
    "project": {"type", "output-dir", "resources", "render"},
    "book": {"title", "description", "chapters", "appendices"},
    "format": {"html", "typst"},
    "html": {"theme", "toc", "toc-depth"},
    "typst": {"toc", "toc-depth", "papersize", "include-in-header"},
}
MIME = {
    "html": ("text/html", "text/markdown", "image/svg+xml", "text/plain"),
    "typst": ("text/markdown", "image/svg+xml", "text/html", "text/plain"),
}
INLINE = re.compile(r"(^|[^`])`\{python\}[ \t]([^`]+)`", re.MULTILINE)
FRONT = re.compile(r"\A---\n(.*?)^---$\n?", re.DOTALL | re.MULTILINE)


def main() -> int:
    """Renders the project in this folder."""
    if sys.argv[1:4] != ["render", ".", "--to"] or sys.argv[4] not in MIME:
        return failed(f"no such command: {sys.argv[1:]}")
    kind = sys.argv[4]
    if log := os.environ.get("STAND_IN_LOG"):
        wanted = ("QUARTO_PYTHON", "TIEOUT_FACTS", "JUPYTER_PREFER_ENV_PATH", "TYPST_FONT_PATHS")
        told = {"arguments": sys.argv[1:], "cwd": str(Path.cwd()),
                "env": {it: os.environ.get(it) for it in wanted}}  # fmt: skip
        Path(log).write_text(json.dumps(told), encoding="utf-8")
    if any(part.startswith(".") for part in Path.cwd().parts):
        return 0  # as Quarto does: it finds no documents there
    if os.environ.get("STAND_IN_FAILS"):
        return failed("the kernel died")
    settings = yaml.safe_load(Path("_quarto.yml").read_text(encoding="utf-8"))
    if unknown := strange(settings):
        return failed(f"property names {unknown} are invalid")
    files = inputs(settings)
    for name in files + settings["project"].get("resources", []):
        if not Path(name).is_file():
            return failed(f"{name} is not there")
    if settings["project"]["type"] == "book" and "index.qmd" not in settings["book"]["chapters"]:
        return failed("Book contents must include a home page (e.g. index.md)")
    for name in files:
        render(Path(name), settings, kind)
    return 0


def failed(what: str) -> int:
    """Says what is wrong."""
    print(f"ERROR: {what}", file=sys.stderr)
    return 1


def strange(settings: dict[str, Any], above: str = "") -> list[str]:
    """The settings that nothing is known of."""
    found = sorted(set(settings) - KNOWN[above])
    for name, value in settings.items():
        if name in KNOWN and isinstance(value, dict):
            found += strange(value, name)
    return found


def inputs(settings: dict[str, Any]) -> list[str]:
    """The documents of the project."""
    if settings["project"]["type"] == "book":
        return [*settings["book"]["chapters"], *settings["book"].get("appendices", [])]
    return list(settings["project"]["render"])


def render(path: Path, settings: dict[str, Any], kind: str) -> None:
    """Renders one document."""
    source = path.read_text(encoding="utf-8")
    match = FRONT.match(source)
    front = yaml.safe_load(match[1]) if match else {}
    target = Path(settings["project"]["output-dir"]) / path.with_suffix(
        ".html" if kind == "html" else ".pdf"
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        body = source[match.end() :] if match else source
        if front.get("engine") != "markdown":
            body = run(source, path, kind, Path(folder), settings["execute"], front)
        arguments = ["--from", settings["from"], "--standalone", "--toc", "--wrap", "none"]
        arguments += ["--metadata", f"lang={settings['lang']}"]
        if front.get("title"):
            body = f"---\n{yaml.safe_dump({'title': front['title']})}---\n\n{body}"
        if kind == "html":
            out = pandoc([*arguments, "--to", "html5", "--mathml"], body)
            target.write_text(out, encoding="utf-8")
            return
        made = Path(folder) / "made.typ"
        for it in settings["format"]["typst"].get("include-in-header", []):
            arguments += ["--variable", f"header-includes={it['text']}"]
        made.write_text(pandoc([*arguments, "--to", "typst"], body), encoding="utf-8")
        fonts = typst.Fonts(True, True, [os.environ["TYPST_FONT_PATHS"]])
        target.write_bytes(typst.Compiler(str(made), font_paths=fonts).compile(format="pdf"))


def pandoc(arguments: list[str], text: str) -> str:
    """What pandoc makes of a text, without a warning."""
    arguments = [pypandoc.get_pandoc_path(), "--fail-if-warnings", *arguments]
    done = subprocess.run(arguments, input=text, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(failed(done.stderr))
    return done.stdout


def run(
    source: str, path: Path, kind: str, folder: Path, execute: dict[str, Any], front: dict[str, Any]
) -> str:
    """The document as Markdown in which each cell stands as what it showed."""
    notebook = jupytext.reads(source, fmt="Rmd")
    os.environ["QUARTO_FIG_WIDTH"] = "7"
    client = NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    execute = execute | (front.get("execute") or {})
    parts: list[str] = []
    labels: dict[str, str] = {}
    with client.setup_kernel():
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type == "markdown":
                parts.append(inlined(cell.source, client, kind))
            elif cell.cell_type == "code":
                options = cell_options(cell.source)
                if options.get("eval", True):
                    client.execute_cell(cell, index)
                parts.append(shown(cell, execute | options, kind, folder, labels))
    text = "\n\n".join(parts)
    return re.sub(
        r"(?<![\w@])@((?:fig|tbl|sec)-[\w-]+)",
        lambda it: f"[{labels.get(it[1], it[1])}](#{it[1]})",
        text,
    )


def inlined(text: str, client: NotebookClient, kind: str) -> str:
    """Text whose inline code stands as what it names; HTML as raw HTML, as Quarto has it."""

    def value(match: re.Match[str]) -> str:
        asked = client.kc.execute("", user_expressions={"it": match[2]})
        reply = client.wait_for_reply(asked)["content"]["user_expressions"]["it"]
        if reply["status"] != "ok":
            raise SystemExit(failed(f"{match[2]}: {reply.get('evalue')}"))
        mime = next(it for it in MIME[kind] if it in reply["data"])
        data = reply["data"][mime]
        return f"{match[1]}`{data}`{{=html}}" if mime == "text/html" else match[1] + data

    return INLINE.sub(value, text)


def cell_options(source: str) -> dict[str, Any]:
    """The options of a cell."""
    lines = [it[2:].removeprefix(" ") for it in source.splitlines() if it.startswith("#|")]
    return yaml.safe_load("\n".join(lines)) or {}


def shown(
    cell: Any, options: dict[str, Any], kind: str, folder: Path, labels: dict[str, str]
) -> str:
    """A cell's listing and outputs, in the fences that Quarto puts around them."""
    parts = []
    if options.get("echo", True):
        code = "\n".join(it for it in cell.source.splitlines() if not it.startswith("#|"))
        parts.append(f"```python\n{code}\n```")
    for number, output in enumerate(cell.outputs):
        if "data" in output and options.get("output", True):
            name = f"{options.get('label', cell.id)}-{number}.svg"
            parts.append(displayed(output.data, kind, folder / name))
    label = str(options.get("label", ""))
    if label.startswith(("fig-", "tbl-")) and parts:
        word = "Figure" if label.startswith("fig-") else "Table"
        labels[label] = f"{word} {1 + sum(it.startswith(word) for it in labels.values())}"
        caption = options.get("fig-cap") or options.get("tbl-cap") or ""
        parts = [f":::: {{#{label}}}", *parts, f"{labels[label]}: {caption}", "::::"]
    return "\n\n".join(parts)


def displayed(data: Any, kind: str, file: Path) -> str:
    """One output, as the first of its forms that the format takes."""
    mime = next(it for it in MIME[kind] if it in data)
    if mime == "text/html":
        return f"```{{=html}}\n{data[mime]}\n```"
    if mime == "image/svg+xml":
        file.write_text(data[mime], encoding="utf-8")
        return f"![]({file.name if kind == 'typst' else file})"
    return str(data[mime]) if mime == "text/markdown" else f"```\n{data[mime]}\n```"


if __name__ == "__main__":
    sys.exit(main())
