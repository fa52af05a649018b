"""What a plan has that can be exercised, and what of it is to be looked after again and again."""

from drillsim.model.checks.names import hazards_of_plan
from drillsim.model.plan import Plan


def there_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    """What a plan has, of each kind, that can be exercised."""
    return {
        "hazard": tuple(dict.fromkeys(hazards_of_plan(plan))),
        "playbook": tuple(plan.playbooks),
        "role": tuple(plan.roles),
        "task": tuple(plan.tasks),
        "message": tuple(plan.messages),
        "backup": tuple(name for name, system in plan.systems.items() if system.backup_for),
        "partner": tuple(name for name, site in plan.sites.items() if site.kind == "partner"),
        "function": tuple(plan.functions),
    }


def reviews_of(plan: Plan) -> dict[str, str | None]:
    """When each backup was tested and each agreement confirmed last; None: no date is in the plan."""
    tested = {f"test of {name}": system.tested for name, system in plan.systems.items() if system.backup_for}
    agreed = {
        f"agreement with {name}": site.agreement
        for name, site in plan.sites.items()
        if site.kind == "partner" or site.agreement
    }
    return {what: None if day is None else day.isoformat() for what, day in {**tested, **agreed}.items()}
