package drydock.server;

/// A setting that the server does not start with. The message is one line: the setting, its value,
/// what is allowed.
public final class WrongSetting extends Exception {
  public WrongSetting(String message) {
    super(message);
  }
}
