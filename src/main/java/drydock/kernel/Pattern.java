package drydock.kernel;

/// A name in which `*` stands for any characters, none among them.
public record Pattern(String text) {

  /// Whether a name is one of those that are meant. Takes no longer than the lengths of both
  /// multiplied, whatever the pattern.
  public boolean fits(String name) {
    return fits(text, name);
  }

  /// Whether a name of an image is: a pattern without a tag means all tags, and a name without one
  /// means `latest`.
  public boolean fitsImage(String name) {
    int tag = tagOf(name);
    return tagOf(text) == text.length()
        ? fits(text, name.substring(0, tag))
        : fits(text, tag == name.length() ? name + ":latest" : name);
  }

  /// Where the colon before the tag is; behind the end if there is none. A colon may also come
  /// before the port of a host.
  private static int tagOf(String name) {
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? colon : name.length();
  }

  /// Where a character does not fit, the last star takes in one more.
  private static boolean fits(String pattern, String name) {
    int star = -1;
    int mark = 0;
    int at = 0;
    for (int from = 0; from < name.length(); ) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        mark = from;
      } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(from)) {
        at++;
        from++;
      } else if (star >= 0) {
        at = star + 1;
        from = ++mark;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(c -> c == '*');
  }
}
