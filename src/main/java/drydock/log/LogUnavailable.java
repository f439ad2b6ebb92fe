package drydock.log;

/// The database did not answer, or not in time. Whether an append under way has landed is not
/// known.
public final class LogUnavailable extends Exception {
  private static final long serialVersionUID = 1;

  public LogUnavailable(Throwable cause) {
    super(cause);
  }
}
