"""The muster board."""

from drillsim.tui.screens.muster.screen import MusterScreen as MusterScreen
