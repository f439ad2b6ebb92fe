package drydock.profile;

/// Patterns in which `*` stands for any characters, none included.
final class Wildcards {

  private Wildcards() {}

  static boolean fit(String pattern, String text) {
    int at = 0;
    int from = 0;
    int star = -1;
    int tried = 0;
    while (from < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        tried = from;
      } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(from)) {
        at++;
        from++;
      } else if (star >= 0) {
        // The last star takes one character more.
        at = star + 1;
        from = ++tried;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
