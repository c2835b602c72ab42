"""Typst's markup, written so that no text can be read as code."""

import re

#: Stretches of Chinese, with the punctuation between its characters. Quotes and dashes at their
#: ends are those of the text around.
_HAN = re.compile(r"[㐀-鿿豈-﫿](?:[　-〿㐀-鿿豈-﫿＀-￯“”‘’·…—]*[　-〿㐀-鿿豈-﫿＀-￯])?")
_BEFORE = re.compile(r'^(?:#" *";\s*)+')
_AFTER = re.compile(r'(?:\s*#" *";)+$')
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quoted(text: str) -> str:
    """A text as a string of Typst's code."""
    return '"' + "".join(_ESCAPED.get(char, char) for char in text) + '"'


def text_markup(text: str, language: str = "en") -> str:
    """A text as markup. Stretches of Chinese within another language are marked as such, so
    that they are read out and set as Chinese."""
    if not text:
        return ""
    if language == "zh":
        return f"#{quoted(text)};"
    parts = []
    at = 0
    for match in _HAN.finditer(text):
        if match.start() > at:
            parts.append(f"#{quoted(text[at : match.start()])};")
        parts.append(f"#zh({quoted(match[0])});")
        at = match.end()
    if at < len(text):
        parts.append(f"#{quoted(text[at:])};")
    return "".join(parts)


def call(function: str, *bodies: str, **arguments: str) -> str:
    """A call of a function in markup: `arguments` are code, `bodies` are markup."""
    named = ", ".join(f"{key.replace('_', '-')}: {value}" for key, value in arguments.items())
    contents = "".join(f"[{body}]" for body in bodies)
    return f"#{function}({named}){contents};"


def label(name: str) -> str:
    """A label in markup, for what stands before it."""
    return f"#label({quoted(name)});"


def trimmed(markup: str) -> str:
    """Markup without space at its ends."""
    markup = _BEFORE.sub("", markup.strip()).strip()
    markup = _AFTER.sub("", markup).strip()
    return re.sub(r'^#" +', '#"', markup)
