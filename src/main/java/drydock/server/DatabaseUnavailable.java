package drydock.server;

/// There is no database to work with. The message is one line that names the database and says what
/// can be done.
public final class DatabaseUnavailable extends Exception {
  public DatabaseUnavailable(String message) {
    super(message);
  }

  public DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
