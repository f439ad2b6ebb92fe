package drydock.engine;

/// Nothing was done, or not all of it, for a reason that the caller is told.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  public enum Reason {
    /// The mailbox is full.
    BUSY,
    /// The database is away, or the loop has ended.
    UNAVAILABLE,
    /// The clock is not one that is moved by hand.
    NOT_MANUAL,
    /// The clock would pass [Pace#END].
    TOO_FAR,
    /// The world was begun anew in the meantime.
    RESET
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
