"""`drillsim completion`: tab completes commands, options, bundled drills and roles."""

import click

from drillsim.cli import out
from drillsim.cli.group import Command

EXAMPLES = """
eval "$(drillsim completion bash)"                                            # in ~/.bashrc
eval "$(drillsim completion zsh)"                                             # in ~/.zshrc
drillsim completion fish > ~/.config/fish/completions/drillsim.fish
"""


@click.command("completion", cls=Command, epilog=EXAMPLES)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print what makes a shell complete drillsim's words."""
    from click.shell_completion import get_completion_class

    from drillsim.cli.group import drillsim

    found = get_completion_class(shell)
    assert found is not None  # click has one for each of these shells
    script = found(drillsim, {}, "drillsim", "_DRILLSIM_COMPLETE")
    out.data(script.source_template % script.source_vars())  # `source()` would run bash to ask for its version
