"""A screen as a terminal would draw it: cells, a cursor, and the modes that were switched on.

Knows the sequences that the program and Wine's console send. Any other is kept in `unknown`, so that a test can say so.
"""
import codecs
import re
import unicodedata

TOKEN = re.compile(
    r"(?P<text_token>[^\x00-\x1f\x7f]+)"
    r"|\x1b\[(?P<csi>[<=>?]?[0-9:;]*[ -/]*[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<esc>[ -/]*[0-Z\\^-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])")


def width(c):
    if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


class Screen:
    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.rest = ""
        self.modes = set()
        self.unknown = set()
        self.clear()
        self.x = self.y = 0
        self.other = None

    def clear(self):
        self.cells = [[" "] * self.columns for _ in range(self.rows)]

    def lines(self):
        return ["".join(row).rstrip() for row in self.cells]

    def text(self):
        return "\n".join(self.lines())

    def resize(self, columns, rows):
        def fit(cells):
            cells = [(row + [" "] * columns)[:columns] for row in cells[:rows]]
            return cells + [[" "] * columns for _ in range(rows - len(cells))]
        self.cells = fit(self.cells)
        self.other = self.other and (fit(self.other[0]), 0, 0)
        self.columns, self.rows = columns, rows
        self.x, self.y = min(self.x, columns - 1), min(self.y, rows - 1)

    def feed(self, data):
        text = self.rest + self.decoder.decode(data)
        at = 0
        while at < len(text):
            token = TOKEN.match(text, at)
            if token is None:  # the rest of a sequence is still to come
                break
            at = token.end()
            kind = token.lastgroup
            if kind != "osc":
                getattr(self, kind)(token[kind])
        self.rest = text[at:]

    def text_token(self, text):
        for c in text:
            self.put(c)

    def control(self, c):
        if c == "\r":
            self.x = 0
        elif c == "\n":  # a Windows console starts a new line as well
            self.x = 0
            self.down()
        elif c == "\b":
            self.x = max(0, self.x - 1)
        elif c == "\t":
            self.x = min(self.columns - 1, (self.x // 8 + 1) * 8)

    def esc(self, sequence):
        self.unknown.add("ESC " + sequence)

    def down(self):
        if self.y < self.rows - 1:
            self.y += 1
        else:
            self.cells = self.cells[1:] + [[" "] * self.columns]

    def put(self, c):
        wide = width(c)
        if wide == 0:
            self.cells[self.y][max(0, min(self.x, self.columns) - 1)] += c
            return
        if self.x + wide > self.columns:
            self.x = 0
            self.down()
        row = self.cells[self.y]
        row[self.x] = c
        if wide == 2:
            row[self.x + 1] = ""
        self.x += wide

    def erase(self, y, start, end):
        self.cells[y][start:end] = [" "] * (min(end, self.columns) - start)

    def csi(self, sequence):
        final = sequence[-1]
        if sequence[0] in "<=>?":
            return self.mode(sequence[1:-1], final)
        numbers = [int(n) if n.isdigit() else 0 for n in sequence[:-1].split(";")]
        first, n = numbers[0], numbers[0] or 1
        x = min(self.x, self.columns - 1)
        if final in "Hf":
            self.y = min(n, self.rows) - 1
            self.x = min((numbers + [0])[1] or 1, self.columns) - 1
        elif final == "A":
            self.y = max(0, self.y - n)
        elif final == "B":
            self.y = min(self.rows - 1, self.y + n)
        elif final == "C":
            self.x = min(self.columns - 1, x + n)
        elif final == "D":
            self.x = max(0, x - n)
        elif final == "G":
            self.x = min(n, self.columns) - 1
        elif final == "d":
            self.y = min(n, self.rows) - 1
        elif final == "X":
            self.erase(self.y, x, x + n)
        elif final == "K":
            self.erase(self.y, 0 if first else x, x + 1 if first == 1 else self.columns)
        elif final == "J":
            if first == 0:
                self.erase(self.y, x, self.columns)
            for y in range(self.y + 1 if first == 0 else 0, self.y if first == 1 else self.rows):
                self.erase(y, 0, self.columns)
        elif final != "m":
            self.unknown.add("CSI " + sequence)

    def mode(self, numbers, final):
        if final not in "hl":
            self.unknown.add("CSI ?" + numbers + final)
            return
        for mode in numbers.split(";"):
            (self.modes.add if final == "h" else self.modes.discard)(mode)
            if mode == "1049" and (final == "h") == (self.other is None):
                if final == "h":
                    self.other = (self.cells, self.x, self.y)
                    self.clear()
                else:
                    (self.cells, self.x, self.y), self.other = self.other, None
