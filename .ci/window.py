#!/usr/bin/python3
"""Opens the real window under Xvfb and uses it through its accessibility tree: window.py PROGRAM FOLDER [SCREENSHOT]

Looks for the pictures of the folder, ticks a filter off and on, compares, and waits for a verdict in words.
"""

import os
import re
import subprocess
import sys
import tempfile
import time

if "PIXLOOM_WINDOW" not in os.environ:
    bus = ["dbus-run-session", "--", "/usr/bin/python3", *sys.argv]
    os.execvpe(bus[0], bus, dict(os.environ, PIXLOOM_WINDOW="1"))

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

QUIET = dict(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
DEEPEST = 60
MOST_CHILDREN = 2000


def start_display():
    reads, writes = os.pipe()
    display = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1280x800x24"]
    display = subprocess.Popen(display, pass_fds=[writes], **QUIET)
    os.close(writes)
    with os.fdopen(reads) as number:
        os.environ["DISPLAY"] = ":" + number.readline().strip()
    return display


def start_accessibility():
    bus = subprocess.Popen(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"], **QUIET)
    time.sleep(1)
    for switch in ("IsEnabled", "ScreenReaderEnabled"):
        call = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus"]
        call += ["--method", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", switch, "<true>"]
        subprocess.run(call, **QUIET)
    return bus


def nodes(pid):
    """Every (role, name, node) of the program, however deep."""
    found = []

    def walk(node, depth):
        if node is None or depth > DEEPEST:
            return
        try:
            found.append((node.get_role_name(), node.get_name() or "", node))
            for i in range(min(node.get_child_count(), MOST_CHILDREN)):
                walk(node.get_child_at_index(i), depth + 1)
        except Exception:  # noqa: BLE001  a node can vanish while it is read
            pass

    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(i)
        if program and program.get_process_id() == pid:
            walk(program, 0)
    return found


def wait(what, look, seconds, every=0.25):
    """Looks until there is something; ends the test when there is not in time. Looking costs the program time, too."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seen = look()
        if seen:
            print(f"ok  {what}", flush=True)
            return seen
        time.sleep(every)
    sys.exit(f"not seen within {seconds} s: {what}")


def main():
    program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    screenshot = sys.argv[3] if len(sys.argv) > 3 else None
    children = [start_display(), start_accessibility()]
    # A home of its own: nothing is remembered from other starts.
    home = tempfile.TemporaryDirectory()
    # It is used by its English names, whatever this system speaks.
    home_env = dict(XDG_DATA_HOME=home.name, XDG_CONFIG_HOME=home.name, LANGUAGE="en")
    window = subprocess.Popen([program, folder], env={**os.environ, **home_env})
    children.append(window)
    Atspi.init()

    def alive_nodes():
        if window.poll() is not None:
            sys.exit(f"the program ended with {window.returncode}")
        return nodes(window.pid)

    def find(role, name):
        return next((node for r, n, node in alive_nodes() if role in r and n == name), None)

    def is_ticked(name):
        box = find("check box", name)
        return box is not None and box.get_state_set().contains(Atspi.StateType.CHECKED)

    def says(pattern):
        return next((n for _, n, _ in alive_nodes() if re.search(pattern, n)), None)

    try:
        count = len(os.listdir(folder))
        wait(f"it says that there are {count} pictures", lambda: says(rf"\b{count} pictures"), 30)
        wait("a tick box for a filter", lambda: is_ticked("Edges"), 5)
        find("check box", "Edges").do_action(0)
        wait("it can be ticked off", lambda: not is_ticked("Edges"), 5)
        find("check box", "Edges").do_action(0)
        wait("and on again", lambda: is_ticked("Edges"), 5)
        wait("a button to compare", lambda: find("button", "Compare"), 5).do_action(0)
        wait("progress", lambda: find("progress bar", says(r"progress") or "") or says(r"[Rr]ound|[Ww]arm"), 20)
        verdict = wait("a verdict in words", lambda: says(r"as fast as|No clear difference"), 240, every=5)
        print(f"    {verdict}")
        if screenshot:
            subprocess.run(["/usr/bin/import", "-window", "root", screenshot], check=True)
    finally:
        for child in reversed(children):
            child.terminate()


main()
