"""ciw's way: a network of one node with `reneging_time_distributions`, and its records."""

import ciw


def run(n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> tuple[int, float]:
    """As every engine: see the package."""
    network = ciw.create_network(
        arrival_distributions=[Ending(n, rate)],
        service_distributions=[ciw.dists.Exponential(1 / handling)],
        number_of_servers=[agents],
        reneging_time_distributions=[ciw.dists.Exponential(1 / patience)],
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(n, method="Finish")
    records = simulation.get_all_records()
    gave_up = sum(record.record_type == "renege" for record in records)
    return gave_up, sum(record.waiting_time for record in records)


class Ending(ciw.dists.Exponential):
    """The times between so many arrivals; then nobody comes any more."""

    def __init__(self, n: int, rate: float) -> None:
        super().__init__(rate)
        self.to_come = n

    def sample(self, t: float | None = None, ind: object = None) -> float:
        """The time to the next one."""
        self.to_come -= 1
        return super().sample(t, ind) if self.to_come >= 0 else float("inf")
