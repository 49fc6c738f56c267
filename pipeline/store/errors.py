"""What can go wrong in the store, by what the reader of the message can do about it."""


class StoreError(RuntimeError):
    """The store cannot do what was asked; the message says what is wrong and what to do."""


class NoReleaseError(StoreError):
    """There is no such release, or none at all yet."""


class PublisherBusyError(StoreError, TimeoutError):
    """Another process is publishing into the same warehouse and did not finish in time."""
