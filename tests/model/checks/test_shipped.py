"""The drills that come with drillsim, as their facilitators see them checked."""

import datetime

import pytest

from drillsim.loading import bundled, bundled_drills, check
from drillsim.model.checks import ERRORS, WARNINGS, Complaint
from support.documents import TODAY


@pytest.mark.parametrize("name", bundled_drills())
def test_no_shipped_drill_has_an_error(name: str) -> None:
    said = check(bundled(name), today=TODAY).problems
    assert [str(problem) for problem in said if problem.severity == "error"] == []


def test_what_is_weak_in_the_tornado_drill() -> None:
    """On the day it is held, 2026-03-10, the plan's review is current."""
    loaded = check(bundled("tornado"), today=datetime.date(2030, 1, 1))
    assert sorted((problem.code, problem.where) for problem in loaded.problems) == [
        ("inject_without_action", "msel[4]"),
        ("left_away", "teams.back_office"),
        ("left_away", "teams.mail_agents"),
        ("never_undone", "playbooks.tornado.resume"),
        ("no_next_update", "messages.all_clear"),
        ("no_next_update", "messages.client_notice"),
        ("not_confirmed", "sites.brightline.agreement"),
        ("not_confirmed", "systems.cloud_mail"),
        ("not_confirmed", "systems.crm_cloud_copy"),
        ("not_confirmed", "systems.crm_standby"),
        ("not_confirmed", "systems.hosted_pbx.tested"),
        ("role_without_duty", "roles.comms_lead"),
        ("shared_fate", "systems.crm_standby.backup_for"),
        ("single_point", "functions.email_support"),
        ("single_point", "functions.inbound_calls.routed_to"),
        ("single_point", "functions.outbound_calls"),
        ("task_without_inject", "playbooks.tornado.do[3]"),
    ]


def test_a_code_is_an_error_or_a_warning_and_no_other_is_known() -> None:
    assert not ERRORS & WARNINGS
    with pytest.raises(ValueError, match="no_such_code is not a code of the language"):
        Complaint("no_such_code", "plan", (), "")
