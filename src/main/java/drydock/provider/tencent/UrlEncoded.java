package drydock.provider.tencent;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// `application/x-www-form-urlencoded`, of a query or a body. Stricter than browsers: a `%` that is
/// not followed by two hexadecimal digits, or bytes that are not UTF-8, are refused, since the
/// signature covers the decoded text and a guess would sign something else.
final class UrlEncoded {
  private UrlEncoded() {}

  static Decoded decode(byte[] form) {
    Decoded.Gathering gathering = new Decoded.Gathering();
    for (int from = 0; from < form.length; ) {
      int stop = indexOf(form, '&', from, form.length);
      if (stop > from) {
        int equals = indexOf(form, '=', from, stop);
        String name = text(form, from, equals);
        String value = text(form, Math.min(equals + 1, stop), stop);
        if (name == null || value == null) {
          String where =
              name == null ? "the name of a parameter" : "the value of " + Values.shortened(name);
          return new Decoded.Broken(where + " is not percent-encoded UTF-8");
        }
        if (!gathering.add(name, value)) {
          return Decoded.Gathering.tooMany();
        }
      }
      from = stop + 1;
    }
    return gathering.fields();
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int stop) {
    int at = from;
    while (at < stop && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  // Null if it is broken.
  private static @Nullable String text(byte[] form, int from, int stop) {
    byte[] decoded = new byte[stop - from];
    int length = 0;
    for (int i = from; i < stop; i++) {
      byte b = form[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%') {
        int high = i + 2 < stop ? Character.digit(form[i + 1], 16) : -1;
        int low = i + 2 < stop ? Character.digit(form[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        b = (byte) (high << 4 | low);
        i += 2;
      }
      decoded[length++] = b;
    }
    return utf8(ByteBuffer.wrap(decoded, 0, length));
  }

  /// Null for bytes that are not UTF-8.
  static @Nullable String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
