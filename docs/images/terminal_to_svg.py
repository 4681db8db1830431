#!/usr/bin/env python3
"""Renders a terminal screen as SVG: `tmux capture-pane -e -p | terminal_to_svg.py TITLE > screen.svg`.

Reads text with SGR escape sequences (colours and styles), as tmux writes it. Needs only Python.
"""

import re
import sys
import unicodedata
from html import escape

WIDTH, HEIGHT, PADDING, BAR = 8.4, 19, 14, 34
FOREGROUND = "#e0e2ea"
# The 16 basic colours. Neovim emits all other colours as RGB values or palette indices.
BASIC = [
    "#14161b", "#ffc0b9", "#b3f6c0", "#fce094", "#a6dbff", "#ffcaff", "#8cf8f7", "#e0e2ea",
    "#4f5258", "#ffc0b9", "#b3f6c0", "#fce094", "#a6dbff", "#ffcaff", "#8cf8f7", "#eef1f8",
]
DEFAULT_STYLE = {"color": None, "background": None, "bold": False, "dim": False, "italic": False, "line": None,
                 "line_color": None, "inverse": False}


def indexed(number):
    if number < 16:
        return BASIC[number]
    if number >= 232:
        level = 8 + (number - 232) * 10
        return f"#{level:02x}{level:02x}{level:02x}"
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#%02x%02x%02x" % (steps[number // 36], steps[number // 6 % 6], steps[number % 6])


def colour(codes):
    """Consumes the codes after 38, 48 or 58 and returns the colour that they specify."""
    kind = codes.pop(0) if codes else ""
    if kind == "5" and codes:
        return indexed(int(codes.pop(0)))
    if kind == "2" and len(codes) >= 3:
        return "#%02x%02x%02x" % tuple(int(codes.pop(0)) for _ in range(3))
    return None


def apply_sgr(style, sequence):
    """Updates a style with the codes of one SGR sequence."""
    codes = sequence.split(";")
    while codes:
        code = codes.pop(0)
        if ":" in code:
            parts = [part for part in code.split(":") if part]
            if parts[0] == "4":
                style["line"] = {"0": None, "3": "wavy"}.get(parts[1], "solid")
                continue
            code, codes = parts[0], parts[1:] + codes
        if code in ("", "0"):
            style.update(DEFAULT_STYLE)
        elif code in ("38", "48", "58"):
            style[{"38": "color", "48": "background", "58": "line_color"}[code]] = colour(codes)
        elif code.isdigit():
            number = int(code)
            simple = {1: ("bold", True), 2: ("dim", True), 3: ("italic", True), 4: ("line", "solid"),
                      7: ("inverse", True), 23: ("italic", False), 24: ("line", None), 27: ("inverse", False),
                      39: ("color", None), 49: ("background", None), 59: ("line_color", None)}
            if number == 22:
                style.update(bold=False, dim=False)
            elif number in simple:
                key, value = simple[number]
                style[key] = value
            elif 30 <= number <= 37 or 90 <= number <= 97:
                style["color"] = BASIC[number % 10 + (8 if number >= 90 else 0)]
            elif 40 <= number <= 47 or 100 <= number <= 107:
                style["back"] = BASIC[number % 10 + (8 if number >= 100 else 0)]


def runs(line, style):
    """Yields the parts of a line that have one style each: (column, width, text, style)."""
    column = 0
    for part in re.split(r"(\x1b\[[0-9;:]*m)", line):
        if part.startswith("\x1b["):
            apply_sgr(style, part[2:-1])
        elif part:
            width = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in part)
            yield column, width, part, dict(style)
            column += width


def render(text, title):
    backgrounds = re.findall(r"48;2;(\d+);(\d+);(\d+)m", text)
    # The most frequent background colour becomes the background of the picture.
    main = max(set(backgrounds), key=backgrounds.count) if backgrounds else None
    background = "#%02x%02x%02x" % tuple(map(int, main)) if main else BASIC[0]
    lines = re.sub(r"\x1b[()][A-Z0-9]|\x0e|\x0f", "", text).rstrip("\n").split("\n")
    style, rects, texts, columns = dict(DEFAULT_STYLE), [], [], 0
    for row, line in enumerate(lines):
        top = BAR + row * HEIGHT
        for column, width, part, run_style in runs(line, style):
            columns = max(columns, column + width)
            foreground, fill = run_style["color"] or FOREGROUND, run_style["background"]
            if run_style["inverse"]:
                foreground, fill = fill or background, foreground
            left = PADDING + column * WIDTH
            if fill and fill != background:
                rects.append(f'<rect x="{left:.1f}" y="{top}" width="{width * WIDTH + 0.4:.1f}" height="{HEIGHT}" fill="{fill}"/>')
            if not part.strip() and not run_style["line"]:
                continue
            attributes = f' fill="{foreground}"'
            attributes += ' font-weight="bold"' if run_style["bold"] else ""
            attributes += ' font-style="italic"' if run_style["italic"] else ""
            attributes += ' opacity="0.6"' if run_style["dim"] else ""
            texts.append(f'<text x="{left:.1f}" y="{top + 14}" textLength="{width * WIDTH:.1f}"{attributes}>{escape(part)}</text>')
            if run_style["line"]:
                color = run_style["line_color"] or foreground
                texts.append(underline(left, top + HEIGHT - 2.5, width * WIDTH, run_style["line"], color))
    width, height = columns * WIDTH + 2 * PADDING, BAR + len(lines) * HEIGHT + PADDING
    dots = "".join(f'<circle cx="{18 + 18 * index}" cy="17" r="6" fill="{fill}"/>' for index, fill in enumerate(["#ff5f57", "#febc2e", "#28c840"]))
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(title)}">',
        f'<rect width="100%" height="100%" rx="9" fill="{background}"/>{dots}',
        f'<text x="{width / 2:.0f}" y="21" text-anchor="middle" font-family="sans-serif" font-size="12" fill="#9b9ea4">{escape(title)}</text>',
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14" xml:space="preserve" style="white-space:pre">',
        *rects, *texts, "</g>", "</svg>", "",
    ])


def underline(left, y, width, kind, color):
    if kind == "wavy":
        path, offset = f"M{left:.1f} {y:.1f}", 0
        while offset < width:
            path += "q1.4 -2.6 2.8 0q1.4 2.6 2.8 0"
            offset += 5.6
    else:
        path = f"M{left:.1f} {y:.1f}h{width:.1f}"
    return f'<path d="{path}" fill="none" stroke="{color}" stroke-width="1.1"/>'


if __name__ == "__main__":
    sys.stdout.write(render(sys.stdin.read(), sys.argv[1] if len(sys.argv) > 1 else "terminal"))
