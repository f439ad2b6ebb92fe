package drydock.log;

/// Text as every part of the log can hold it. Postgres has no character 0 in its text, and a half
/// of a surrogate pair has no UTF-8: either would be lost or changed on its way to the disk, so
/// what was written and what is read again would differ.
final class Text {

  private Text() {}

  /// @throws IllegalArgumentException if the text has a character that cannot be stored
  static String check(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException("character 0 in a text, at " + i);
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new IllegalArgumentException("half of a surrogate pair in a text, at " + i);
        }
        i++;
      }
    }
    return text;
  }
}
