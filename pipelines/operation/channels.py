"""The ways an alert can go.

Belongs here: what a channel is. One module a channel: `webhook`, `mail`.
"""

from typing import Protocol

from pipelines.operation.troubles import Alert


class DeliveryError(Exception):
    """An alert that a channel could not deliver.

    Attributes:
        channel: the channel's name.
        problem: why, without secrets.
    """

    def __init__(self, channel: str, problem: str) -> None:
        super().__init__(f"The {channel} did not take the alert: {problem}")
        self.channel = channel
        self.problem = problem


class Channel(Protocol):
    """A way to the operator."""

    @property
    def name(self) -> str:
        """The name that the outbox knows it by."""
        ...

    def send(self, alert: Alert) -> None:
        """Deliver an alert, within seconds.

        Raises:
            DeliveryError: it was not delivered.
        """
        ...
