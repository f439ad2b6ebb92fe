package drydock.profile;

/// Patterns in which `*` stands for any characters, none included.
public final class Wildcards {

  private Wildcards() {}

  public static boolean fit(String pattern, String text) {
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

  /// Whether a pattern fits an image: one without a tag fits all tags, and an image without one has
  /// the tag `latest`.
  public static boolean fitImage(String pattern, String image) {
    int tag = tagOf(image);
    if (tagOf(pattern) == pattern.length()) {
      return fit(pattern, image.substring(0, tag));
    }
    return fit(pattern, tag == image.length() ? image + ":latest" : image);
  }

  /// Where the colon before the tag is; behind the end if there is none. A colon may also come
  /// before the port of a host.
  private static int tagOf(String name) {
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? colon : name.length();
  }
}
