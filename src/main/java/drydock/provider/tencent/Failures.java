package drydock.provider.tencent;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// What must not happen, told in full to the log and in one sentence to the caller.
final class Failures {
  private static final System.Logger LOG = System.getLogger(TencentApi.class.getName());
  private static final int CAUSES_MAX = 5;

  private Failures() {}

  static void log(String what, Throwable failure) {
    LOG.log(System.Logger.Level.ERROR, what, withoutWords(failure, CAUSES_MAX));
  }

  static Envelope envelope() {
    String words = "Internal error. Whether anything was changed is not known";
    return Envelope.failure(ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.message(words));
  }

  static byte[] bytes() {
    try {
      return envelope().bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The message of an exception can quote a request, and with it a password; where it happened says
  // enough.
  private static Throwable withoutWords(Throwable failure, int causes) {
    @Nullable Throwable cause = failure.getCause();
    Throwable shown =
        new Exception(
            failure.getClass().getName(),
            cause == null || causes == 0 ? null : withoutWords(cause, causes - 1));
    shown.setStackTrace(failure.getStackTrace());
    return shown;
  }
}
