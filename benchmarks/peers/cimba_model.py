"""cimba's compiled processes: a spawned model each, a Resource, and a timer that ends the wait (its tutorial 3)."""

import cimba

GAVE_UP = 17  # what its timers say; any number above 0


class Centre(cimba.Model):
    """One pool, and who comes to it."""

    n: cimba.Param[int]
    between: cimba.Param[float]
    handling: cimba.Param[float]
    patience: cimba.Param[float]
    desk: cimba.Resource
    gave_up: cimba.Output[int] = 0
    waited: cimba.Output[float] = 0.0

    @cimba.process
    def source(self):
        """Sends the customers in."""
        for _ in range(self.n):
            cimba.hold(cimba.random.exponential(self.between))
            cimba.spawn(Customer, centre=self)


class Customer(cimba.Model):
    """Waits for a turn, or gives up."""

    centre: cimba.Ref[Centre]

    @cimba.process
    def visit(self):
        """From coming to leaving."""
        centre = self.centre
        arrival = cimba.now()
        me = cimba.this_process()
        me.timer_set(cimba.random.exponential(centre.patience), GAVE_UP)
        signal = centre.desk.acquire()
        centre.waited += cimba.now() - arrival
        if signal == GAVE_UP:
            centre.gave_up += 1
        else:
            me.timers_clear()
            cimba.hold(cimba.random.exponential(centre.handling))
            centre.desk.release()


def run(n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> tuple[int, float]:
    """As every engine: see the package."""
    centre = Centre()
    centre.n, centre.between, centre.handling, centre.patience = n, 1 / rate, handling, patience
    centre.desk = cimba.Resource(capacity=agents)
    results = cimba.Experiment(centre, window=cimba.Window.until_idle(), seed=seed).run(workers=1, on_failure="raise")
    found = results[centre]
    return int(found.gave_up[0, 0]), float(found.waited[0, 0])
