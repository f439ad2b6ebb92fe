package drydock.provider.tencent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `multipart/form-data`, as the Java SDK posts it: a line break before the first boundary, values
/// as they are. Parts with a file name are left out: no action takes a file, and the SDK does not
/// sign them.
final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
  private static final Pattern NAME =
      Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^\\s;\"]+))");
  private static final Pattern FILE = Pattern.compile("(?i);\\s*filename\\*?=");

  private static final Decoded.Broken INCOMPLETE =
      new Decoded.Broken(
          "the body is not complete multipart/form-data with the boundary that Content-Type names");

  // Latin-1 keeps each byte as one character, so positions in the text are positions in the body.
  private final String body;
  private final byte[] bytes;
  private final String delimiter;

  private Multipart(byte[] bytes, String boundary) {
    this.bytes = bytes;
    this.body = new String(bytes, StandardCharsets.ISO_8859_1);
    this.delimiter = "--" + boundary;
  }

  static Decoded decode(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      return new Decoded.Broken("Content-Type multipart/form-data needs a boundary");
    }
    String quoted = boundary.group(1);
    return new Multipart(body, quoted == null ? boundary.group(2) : quoted).parts();
  }

  private Decoded parts() {
    Decoded.Gathering gathering = new Decoded.Gathering();
    int at = body.startsWith(delimiter) ? 0 : body.indexOf("\r\n" + delimiter) + 2;
    if (at == 1) {
      return INCOMPLETE;
    }
    int from = at + delimiter.length();
    while (!body.startsWith("--", from)) {
      int headers = body.startsWith("\r\n", from) ? body.indexOf("\r\n\r\n", from) : -1;
      int stop = headers < 0 ? -1 : body.indexOf("\r\n" + delimiter, headers + 4);
      if (stop < 0) {
        return INCOMPLETE;
      }
      Decoded.Broken broken =
          part(gathering, body.substring(from, headers), new int[] {headers + 4, stop});
      if (broken != null) {
        return broken;
      }
      from = stop + 2 + delimiter.length();
    }
    return gathering.fields();
  }

  private Decoded.@Nullable Broken part(
      Decoded.Gathering gathering, String headers, int[] content) {
    String disposition = disposition(headers);
    Matcher name = NAME.matcher(disposition);
    if (!name.find()) {
      return new Decoded.Broken("a part of the body has no name in its Content-Disposition");
    }
    if (FILE.matcher(disposition).find()) {
      return null;
    }
    String quoted = name.group(1);
    byte[] raw = (quoted == null ? name.group(2) : quoted).getBytes(StandardCharsets.ISO_8859_1);
    String key = UrlEncoded.utf8(ByteBuffer.wrap(raw));
    String value = UrlEncoded.utf8(ByteBuffer.wrap(bytes, content[0], content[1] - content[0]));
    if (key == null || value == null) {
      return new Decoded.Broken("a part of the body is not UTF-8");
    }
    return gathering.add(key, value) ? null : Decoded.Gathering.tooMany();
  }

  private static String disposition(String headers) {
    return headers
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
        .findFirst()
        .orElse("");
  }
}
