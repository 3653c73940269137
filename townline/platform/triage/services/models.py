"""What the model that is read with can tell, without the process that reads."""


def services_known() -> frozenset[str]:
    """Give the service codes of the first model that can be used; none where there is none."""
    # numpy and the model are for whoever asks, not for every process.
    from townline.platform.triage.reader import model, serving  # noqa: PLC0415 -- as said above

    for file in serving.files():
        try:
            return frozenset(model.load(file).meta["heads"]["service"]["codes"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return frozenset()
