#!/usr/bin/env python3
"""Drives the program on Wine's console by a file of steps, and reads its screen.

Keys become what they are on Windows, a press and a release with the console's own records; modes and sizes are the
console's too. What the program writes is taken on its way to the console (shim.c) and drawn by vt.py, as Windows
Terminal would draw it. On a console without escape sequences the console's own picture is read.

Each file has a computer to itself that has not seen the program: no settings, no progress files. One step a line, # is
a comment; \\n \\e \\u263a are understood in texts.

  start ARGS...            as by a double click: the program has a console of 80 by 24 to itself
  start-in-shell ARGS...   the same, from cmd
  start-legacy ARGS...     as by a double click, on a console of 80 by 50 without escape sequences
  start-git-bash ARGS...   the same, where nothing of the console can be changed and TERM says that it could draw
  exit CODE                the program ends with this code, and leaves the console as it was

  wait TEXT                until TEXT is on the screen
  see TEXT                 TEXT is on the screen, within three seconds
  gone TEXT                TEXT is not on the screen, half a second later
  count N TEXT             TEXT is there exactly N times
  screen LABEL             keeps the screen in the log
  file NAME TEXT           a progress file of that name holds TEXT, within five seconds
  no-file NAME             there is no such file

  type TEXT                at a keyboard (no characters above U+FFFF)
  key NAME...              enter tab esc space backspace up down left right home end pgup pgdn f1 ctrl-q ...
  altgr C                  left Ctrl and right Alt are held: how @ { [ come on many keyboards
  altcode TEXT             Alt is let go and carries the character: Alt+0233, and some pastes
  unicode TEXT             each half of a character has a press and a release: the emoji panel
  paste TEXT               a press and a release for each character, all at once; \\n is Enter
  hold C N                 N presses, one release, at a keyboard's own pace
  release NAME             a release alone: enter esc space tab
  resize COLUMNS ROWS      the window gets another size

Usage: drive.py STEPS --log FOLDER -- COMMAND... (the last is the program)
"""
import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import termios
import time

sys.dont_write_bytecode = True
import vt  # noqa: E402

KEYS = {
    "enter": b"\r", "tab": b"\t", "backtab": b"\x1b[Z", "esc": b"\x1b", "space": b" ", "backspace": b"\x7f",
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "home": b"\x1b[H", "end": b"\x1b[F",
    "pgup": b"\x1b[5~", "pgdn": b"\x1b[6~", "del": b"\x1b[3~", "f1": b"\x1bOP",
}
# Name: virtual key, scan code, character.
RECORDS = {"enter": (0x0D, 0x1C, 13), "tab": (0x09, 0x0F, 9), "esc": (0x1B, 0x01, 27), "space": (0x20, 0x39, 32)}
LEFT_CTRL, RIGHT_ALT, LEFT_ALT, SHIFT = 0x08, 0x01, 0x02, 0x10
CTRL_KEY, ALT_KEY, NUMPAD_0 = 0x11, 0x12, 0x60
# How it is started: what its console refuses.
REFUSED = {"start-legacy": "codes", "start-git-bash": "modes"}
PATIENCE = 30  # seconds, for what has to appear
SETTLE = 0.15  # seconds, for what a key changes
PACE = 0.03  # seconds between the presses of a key that is held


class Failed(Exception):
    pass


def understood(text):
    def one(match):
        return {"n": "\n", "e": "\x1b", "\\": "\\"}.get(match[1]) or chr(int(match[1][1:], 16))
    return re.sub(r"\\(n|e|\\|u[0-9a-fA-F]{4,5})", one, text)


def halves(text):
    data = text.encode("utf-16-le")
    return [data[i] | data[i + 1] << 8 for i in range(0, len(data), 2)]


def windows_path(path):
    return "Z:" + os.path.abspath(path).replace("/", "\\")


class Computer:
    """A computer that has not seen the program."""

    def __init__(self, command, folder):
        self.command, self.folder = command, folder
        self.files = os.path.join(folder, "files")
        self.session = None
        self.screens = open(os.path.join(folder, "screens.txt"), "w", encoding="utf-8")
        users = os.path.join(os.environ["WINEPREFIX"], "drive_c", "users")
        for user in os.listdir(users):
            shutil.rmtree(os.path.join(users, user, "AppData", "Roaming", "nhsmail-starter"), ignore_errors=True)

    def start(self, args, how):
        if self.session:
            raise Failed("the program is still running")
        self.session = Session(self, args.split(), how)

    def exit(self, code):
        self.session.end(int(code))
        self.session = None

    def step(self, line):
        word, _, rest = line.partition(" ")
        rest = understood(rest)
        if word in ("start", "start-in-shell", *REFUSED):
            self.start(rest, word)
        elif word == "exit":
            self.exit(rest)
        elif word == "file":
            name, _, text = rest.partition(" ")
            self.within(5, lambda: text in self.read(name), f"{name} does not hold '{text}'")
        elif word == "no-file":
            if os.path.exists(os.path.join(self.files, rest)):
                raise Failed(f"there is {rest}")
        elif word == "screen":
            self.session.pump(SETTLE)
            self.keep(rest)
        else:
            action = getattr(self.session, "do_" + word.replace("-", "_"), None)
            if action is None:
                raise Failed("no such step, or nothing is running")
            action(rest)

    def keep(self, label):
        screen = self.session.screen
        rule = "-" * screen.columns
        self.screens.write("\n".join([label, rule, *screen.lines(), rule, ""]) + "\n")
        self.screens.flush()

    def read(self, name):
        try:
            with open(os.path.join(self.files, name), encoding="utf-8", newline="") as file:
                return file.read()
        except OSError:
            return ""

    def within(self, seconds, holds, problem):
        end = time.time() + seconds
        while not holds():
            if time.time() > end:
                raise Failed(problem)
            if self.session:
                self.session.pump(0.03)
            else:
                time.sleep(0.03)


class Session:
    """One run of the program, on a console of its own."""

    def __init__(self, computer, args, how):
        self.computer = computer
        self.refused = REFUSED.get(how)
        rows = 50 if self.refused else 24
        self.screen = vt.Screen(80, rows)
        self.code = None
        self.written = 0
        paths = {name: os.path.join(computer.folder, name) for name in ("output", "input", "modes")}
        for path in paths.values():
            open(path, "w").close()
        self.output, self.modes = paths["output"], paths["modes"]
        self.input = open(paths["input"], "a", encoding="ascii")
        env = {name: value for name, value in os.environ.items() if name not in ("TERM", "LINES", "COLUMNS", "NO_COLOR")}
        env.update(SHIM_INPUT=windows_path(paths["input"]), SHIM_MODES=windows_path(self.modes),
                   NHSMAIL_STARTER_DIR=windows_path(computer.files))
        if self.refused:
            env["SHIM_REFUSE"] = self.refused
        else:
            env["SHIM_OUTPUT"] = windows_path(self.output)
        if how == "start-git-bash":
            env["TERM"] = "xterm"
        command = list(computer.command)
        if how == "start-in-shell":
            command[-1:] = ["cmd", "/c", windows_path(command[-1])]
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
            mode = termios.tcgetattr(0)
            mode[3] &= ~termios.ISIG  # Ctrl+C is a key
            termios.tcsetattr(0, termios.TCSANOW, mode)
            os.execvpe(command[0], command + args, env)

    # What comes from the program.

    def pump(self, seconds):
        end = time.time() + seconds
        while True:
            news = b""
            left = end - time.time()
            if select.select([self.terminal], [], [], max(0, min(0.02, left)))[0]:
                try:
                    picture = os.read(self.terminal, 65536)
                except OSError:
                    picture = b""
                    time.sleep(0.02)
                news = picture if self.refused else b""
            if not self.refused:
                with open(self.output, "rb") as file:
                    file.seek(self.written)
                    news = file.read()
                self.written += len(news)
            self.screen.feed(news)
            if self.code is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                self.code = os.waitstatus_to_exitcode(status) if pid else None
            if left <= 0 and not news:
                return

    def end(self, code):
        self.computer.within(PATIENCE, lambda: self.code is not None, "it is still running")
        self.pump(0.2)
        os.close(self.terminal)
        if self.code != code:
            raise Failed(f"it ended with {self.code}, not {code}")
        left = self.screen.modes & {"1049", "2004", "1004", "1000"}
        if left or "25" not in self.screen.modes and not self.refused and self.was_drawn():
            raise Failed(f"the screen was not handed back: {sorted(left)}")
        with open(self.modes, encoding="ascii") as file:
            modes = re.findall(r"^in mode (\S+) -> (\S+)", file.read(), re.M)
        if modes and modes[0][0] != modes[-1][1]:
            raise Failed(f"the keyboard's mode was {modes[0][0]} and is {modes[-1][1]}")
        if self.screen.unknown and not self.refused:
            raise Failed(f"sequences that vt.py does not know: {sorted(self.screen.unknown)}")

    def was_drawn(self):
        with open(self.output, "rb") as file:
            return b"\x1b[?1049h" in file.read()

    def stop(self):
        for number in (signal.SIGHUP, signal.SIGKILL):
            if self.code is None:
                os.kill(self.pid, number)
                self.pump(1)

    def do_wait(self, text):
        def there():
            if self.code is not None and text not in self.screen.text():
                self.pump(0.2)
                if text not in self.screen.text():
                    raise Failed(f"it ended with {self.code} before '{text}' was seen")
            return text in self.screen.text()
        self.computer.within(PATIENCE, there, f"'{text}' did not come")

    def do_see(self, text):
        self.computer.within(3, lambda: text in self.screen.text(), f"'{text}' is not on the screen")

    def do_gone(self, text):
        self.pump(0.5)
        if text in self.screen.text():
            raise Failed(f"'{text}' is on the screen")

    def do_count(self, rest):
        number, _, text = rest.partition(" ")
        self.pump(0.3)
        times = self.screen.text().count(text)
        if times != int(number):
            raise Failed(f"'{text}' is there {times} times")

    # What goes to it.

    def send(self, data):
        try:
            os.write(self.terminal, data)
        except OSError as error:
            raise Failed(f"no one listens any more: {error}") from error
        self.pump(SETTLE)

    def record(self, key=0, scan=0, character=0, held=0, down=1):
        self.input.write(f"k {key:x} {scan:x} {character:x} {held:x} {down:x}\n")

    def tap(self, key=0, scan=0, character=0, held=0):
        self.record(key, scan, character, held, 1)
        self.record(key, scan, character, held, 0)

    def sent(self):
        self.input.flush()
        self.pump(SETTLE)

    def do_type(self, text):
        self.send(text.encode())

    def do_key(self, names):
        for name in names.split():
            if name.startswith("ctrl-"):
                key = ord(name[5].upper())
                self.record(CTRL_KEY, 0x1D, 0, LEFT_CTRL)
                self.tap(key, 0, key & 0x1F, LEFT_CTRL)
                self.record(CTRL_KEY, 0x1D, 0, 0, 0)
                self.sent()
            else:
                self.send(KEYS[name])

    def do_altgr(self, character):
        both = LEFT_CTRL | RIGHT_ALT
        self.record(CTRL_KEY, 0x1D, 0, LEFT_CTRL)
        self.record(ALT_KEY, 0x38, 0, both)
        self.tap(ord("Q"), 0x10, halves(character)[0], both)
        self.record(CTRL_KEY, 0x1D, 0, RIGHT_ALT, 0)
        self.record(ALT_KEY, 0x38, 0, 0, 0)
        self.sent()

    def do_altcode(self, text):
        for half in halves(text):
            self.record(ALT_KEY, 0x38, 0, LEFT_ALT)
            self.tap(NUMPAD_0, 0x52, 0, LEFT_ALT)
            self.record(ALT_KEY, 0x38, half, 0, 0)
        self.sent()

    def do_unicode(self, text):
        for half in halves(text):
            self.tap(0, 0, half)
        self.sent()

    def do_paste(self, text):
        for c in text:
            if c == "\n":
                self.tap(*RECORDS["enter"])
                continue
            key = ord(c.upper()) if c.isascii() and c.isalnum() else 0
            for half in halves(c):
                self.tap(key, 0, half, SHIFT if c.isupper() else 0)
        self.sent()

    def do_hold(self, rest):
        c, times = rest.split()
        for _ in range(int(times)):
            self.record(ord(c.upper()), 0, ord(c))
            self.input.flush()
            self.pump(PACE)
        self.record(ord(c.upper()), 0, ord(c), 0, 0)
        self.sent()

    def do_release(self, name):
        self.record(*RECORDS[name], 0, 0)
        self.sent()

    def do_resize(self, size):
        columns, rows = map(int, size.split())
        self.input.write(f"r {columns} {rows}\n")
        self.screen.resize(columns, rows)
        self.sent()
        self.pump(0.3)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps")
    parser.add_argument("--log", required=True)
    parser.add_argument("command", nargs="+")
    args = parser.parse_args()
    os.makedirs(args.log)
    began = time.time()
    computer = Computer(args.command, os.path.abspath(args.log))
    with open(args.steps, encoding="utf-8") as file:
        steps = [(number, line.strip()) for number, line in enumerate(file, 1) if line.strip() and line[0] != "#"]
    try:
        for number, line in steps:
            try:
                computer.step(line)
            except Failed as why:
                print(f"FAILED {args.steps}:{number}: {line}: {why}")
                if computer.session:
                    print("\n".join("|" + line for line in computer.session.screen.lines()))
                return 1
    finally:
        if computer.session:
            computer.session.stop()
    print(f"{os.path.basename(args.steps)}: {len(steps)} steps in {time.time() - began:.0f} s")
    return 1 if computer.session else 0


if __name__ == "__main__":
    sys.exit(main())
