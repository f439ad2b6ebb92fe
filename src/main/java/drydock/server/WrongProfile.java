package drydock.server;

/// A file of a profile with a mistake in it. The message is one line: the file and the line in it,
/// what is there, what is allowed.
public final class WrongProfile extends RuntimeException {
  private WrongProfile(String message) {
    super(message);
  }

  static WrongProfile at(String file, int line, String mistake) {
    return new WrongProfile(file + ":" + line + ": " + mistake);
  }
}
