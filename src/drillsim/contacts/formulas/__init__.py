"""Exact answers about queues in closed form: an oracle for what is played, and a planner's quick answer.

Everywhere: `per_hour` contacts an hour, `aht_s` mean seconds of handling and `patience_s` mean seconds of patience
(both exponential; patience None: nobody gives up, 0: nobody waits at all), `agents` who handle one contact at a time.
"""
