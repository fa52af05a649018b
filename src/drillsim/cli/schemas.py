"""`drillsim schema`: what editors need to help with the files."""

import click

from drillsim.cli import out
from drillsim.cli.group import Command

EXAMPLES = """
drillsim schema plan > plan.schema.json
"""


@click.command("schema", cls=Command, epilog=EXAMPLES)
@click.argument("kind", type=click.Choice(["plan", "scenario", "drill"]))
def command(kind: str) -> None:
    """Print the JSON Schema of plans, scenarios or drills.

    An editor with a YAML language server uses it where a file begins with the line
    "# yaml-language-server: $schema=plan.schema.json".
    """
    import json

    from drillsim.loading.schema import schema

    out.data(json.dumps(schema(kind), indent=2))  # type: ignore[arg-type]  # click has looked at the word
