package drydock.engine;

/// Nothing was done, for a reason that the caller is told: the mailbox is full, the database is
/// away, or what was asked for does not go with the clock's mode.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  public enum Reason {
    BUSY,
    UNAVAILABLE,
    NOT_MANUAL
  }

  private final Reason reason;

  Refusal(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
