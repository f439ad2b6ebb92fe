package drydock.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An HTTP answer as it gathers in a buffer.
final class Answer {

  private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] SUCCESS = "{\"code\":0,".getBytes(StandardCharsets.ISO_8859_1);

  private byte[] buffer = new byte[16 * 1024];
  private int filled;
  private int body;
  private int end = -1;

  /// Where the next bytes go, and how many have room there.
  byte[] buffer() {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    return buffer;
  }

  int filled() {
    return filled;
  }

  /// So many bytes have come.
  ///
  /// @return whether the answer is complete
  boolean grow(int bytes) {
    filled += bytes;
    if (end < 0) {
      int head = indexOf(END_OF_HEAD, 0);
      if (head >= 0) {
        body = head + END_OF_HEAD.length;
        end = body + length(head);
      }
    }
    return end >= 0 && filled >= end;
  }

  private int length(int head) {
    int at = indexOf(LENGTH, 0);
    if (at < 0 || at > head) {
      throw new IllegalStateException("an answer without a length");
    }
    int length = 0;
    for (int i = at + LENGTH.length; buffer[i] != '\r'; i++) {
      length = 10 * length + buffer[i] - '0';
    }
    return length;
  }

  private int indexOf(byte[] wanted, int from) {
    for (int i = from; i <= filled - wanted.length; i++) {
      if (Arrays.equals(buffer, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  boolean succeeded() {
    return indexOf(SUCCESS, body) == body;
  }

  String text() {
    return new String(buffer, body, end - body, StandardCharsets.UTF_8);
  }

  /// Makes room for the next one.
  void clear() {
    filled = 0;
    end = -1;
  }
}
