"""All commands: in which module each lives and what it is for. Group, help and `more` read this table."""

from typing import NamedTuple


class Listed(NamedTuple):
    """A command in the table; `everyday` ones are what a facilitator needs, the rest is told by `more`."""

    module: str
    summary: str
    everyday: bool = True


COMMANDS = {
    "check": Listed("checking", "say what is wrong or weak in plans, scenarios and drills"),
    "run": Listed("running", "play a drill: at the keyboard, or by itself"),
    "resume": Listed("resuming", "go on with a live drill that was left or broken off"),
    "screen": Listed("screen", "what the room sees, on the projector beside a live drill"),
    "replay": Listed("replaying", "a record shown again, at any point of it"),
    "report": Listed("reporting", "what happened, against what was promised"),
    "what-if": Listed("what_if", "the one earlier step; or what another time for one response would have changed"),
    "actions": Listed("acting", "the corrective actions of all drills, and what becomes of them"),
    "history": Listed("remembering", "all drills of a plan: what they exercised, how it went, what is due"),
    "compare": Listed("comparing", "two records side by side: better, worse", everyday=False),
    "list": Listed("listing", "the drills there are"),
    "new": Listed("new", "begin a plan, a scenario or a drill of your own"),
    "rehearse": Listed("rehearsing", "play a drill many times: the odds of keeping each promise", everyday=False),
    "record": Listed("records", "export a record as a drill file, or verify it", everyday=False),
    "purge": Listed("purging", "remove a record for good, with its row in the history", everyday=False),
    "formula": Listed("formulas", "exact answers about queues: waits, abandonment, staffing", everyday=False),
    "schema": Listed("schemas", "the JSON Schema of plans, scenarios or drills, for editors", everyday=False),
    "keys": Listed("keying", "what arrives for a key, and which key does what", everyday=False),
    "locate": Listed("locating", "where settings, records and logs are, and what is set", everyday=False),
    "completion": Listed("completing", "what makes a shell complete drillsim's words", everyday=False),
    "more": Listed("more", "the commands that this help leaves out", everyday=False),
}

EXAMPLES = """\
  drillsim run tornado                      play the tornado drill that comes with drillsim
  drillsim new plan acme                    begin your own plan, in acme.plan.yaml
  drillsim check acme.plan.yaml             what is wrong or weak in it?
  drillsim run acme.drill.yaml --record acme.drillrecord
  drillsim report acme.drillrecord          what happened, against what was promised"""


def help_text() -> str:
    """What `drillsim --help` prints."""
    return f"""\
Rehearse, run and review drills of contact-centre continuity plans.

Examples:
{EXAMPLES}

Commands:
{_rows(everyday=True)}
  more        {COMMANDS["more"].summary}

drillsim COMMAND --help tells all about a command; drillsim --version tells the version."""


def more_text() -> str:
    """What `drillsim more` prints."""
    return f"""\
Commands that are needed less often:
{_rows(everyday=False)}

drillsim COMMAND --help tells all about one."""


def _rows(*, everyday: bool) -> str:
    listed = [(name, each) for name, each in COMMANDS.items() if each.everyday is everyday and name != "more"]
    return "\n".join(f"  {name:<12}{each.summary}" for name, each in listed)
