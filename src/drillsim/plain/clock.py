"""The words of the clock, which whoever leads has at every place; a real emergency is everybody's to call."""

from drillsim.plain.place import Answer, Place, filled
from drillsim.plain.typed import NotDone, clause
from drillsim.present import forms
from drillsim.present.plain.lines import cells
from drillsim.present.top import top
from drillsim.present.typed_time import NoTime, typed_time
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.pacing import FASTEST, SLOWEST, faster, slower

SURE = "Type yes to do it, anything else to go on."


class ClockWords(Place):
    """Stop, go on, faster, jump, EndEx, No Duff."""

    @property
    def clock_words(self) -> dict[str, Answer]:
        """What each of them does."""
        return {
            "time": self.time,
            "pause": self.pause,
            "go on": self.go_on,
            "jump": self.jump,
            "next": self.next,
            "faster": lambda _: self.set_pace(faster(self.client.clock.pace)),
            "slower": lambda _: self.set_pace(slower(self.client.clock.pace)),
            "pace": self.pace,
            "count": self.count,
            "real emergency": self.real_emergency,
            "emergency over": self.emergency_over,
            "end": self.end,
        }

    def time(self, _: str) -> list[str]:
        """The first line of every screen."""
        return [", ".join(cells(top(self.client.briefing, self.client.clock, self.now)))]

    def pause(self, rest: str) -> list[str]:
        """With a reason or without."""
        if self.client.clock.state == "paused":
            raise NotDone("the clock stands already; “go on” lets it run.")
        before, because = clause(rest, "because")
        return self.conduct(filled(forms.pause(), because=because or before), "the clock stands")

    def go_on(self, _: str) -> list[str]:
        """After a pause."""
        state = self.client.clock.state
        if state == "real_emergency":
            raise NotDone("this is a real emergency; “emergency over” says that it is over.")
        if state != "paused":
            raise NotDone("the clock was not stopped.")
        return self.conduct(c.Resume(), "the clock goes on")

    def jump(self, rest: str) -> list[str]:
        """To a time, or to the next thing."""
        _, to = clause(rest, "to")
        to = rest if to is None else to
        if to:
            command: r.Jump | r.Next = r.Jump(self.jump_to(to))
        else:
            command = r.Next() if self.client.briefing.stops_to_talk else r.Jump()
        self.is_jumping = True
        return self.conduct(command, "jump")

    def jump_to(self, to: str) -> int:
        """The second that was typed. Raises NotDone."""
        try:
            second = typed_time(to, self.client.briefing.begins, self.now)
        except NoTime as wrong:
            raise NotDone(str(wrong)) from None
        if second <= self.now:
            raise NotDone("expected a time after now.")
        return second

    def next(self, _: str) -> list[str]:
        """The talk is over."""
        if not self.client.briefing.stops_to_talk:
            raise NotDone("this exercise's clock does not stop to talk; “jump” jumps.")
        self.is_jumping = True
        return self.conduct(r.Next(), "the talk is over")

    def set_pace(self, pace: int) -> list[str]:
        """From now on."""
        return self.conduct(c.SetPace(pace), f"pace {pace}x")

    def pace(self, rest: str) -> list[str]:
        """`12x` or `12`."""
        number = rest.casefold().removesuffix("x")
        if not (number.isascii() and number.isdigit()) or not SLOWEST <= int(number[:4]) <= FASTEST:
            raise NotDone(f"expected a pace from {SLOWEST}x to {FASTEST}x, such as 12x.")
        return self.set_pace(int(number))

    def count(self, _: str) -> list[str]:
        """The time for which the computer was away counts after all."""
        away = self.client.clock.away
        if away is None:
            raise NotDone("the computer was not away, or it has been said whether that counts.")
        return self.conduct(r.Count(away), "the time away counts")

    def real_emergency(self, rest: str) -> list[str]:
        """At once and without a question; why may be said with it, or later."""
        before, because = clause(rest, "because")
        by = self.speaker()
        call = c.RealEmergency(by, because or before)
        return self.conduct(call, "real emergency") if by == c.FACILITATOR else self.send(call, what="real emergency")

    def emergency_over(self, _: str) -> list[str]:
        """Only whoever leads can say so."""
        if self.client.clock.state != "real_emergency":
            raise NotDone("no real emergency is on.")
        return self.conduct(c.Resume(), "the real emergency is over")

    def end(self, _: str) -> list[str]:
        """EndEx, once it is confirmed."""
        if self.client is not self.lead:
            raise NotDone("EndEx is the facilitator's: type as facilitator first.")
        told = "The exercise ends now, for everybody. What happened stays on the record."
        return self.ask(["EndEx?", told, SURE], "yes", lambda: self.conduct(c.End(), "EndEx"))
