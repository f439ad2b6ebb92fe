package drydock.sandbox;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The body of an answer, however long: it goes out in pieces, each when the one before has left,
/// so that a slow reader holds up its writer and nothing piles up. For a thread that may block.
final class Outflow extends OutputStream {

  private static final int PIECE = 64 * 1024;

  /// Whoever takes nothing for so long is gone. The server's own limit for idle connections is
  /// shorter.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HttpServerResponse response;
  private final Context context;
  private Buffer piece = Buffer.buffer();

  /// `context` is that of the response.
  Outflow(HttpServerResponse response, Context context) {
    this.response = response;
    this.context = context;
  }

  @Override
  public void write(int one) throws IOException {
    piece.appendByte((byte) one);
    sendIfFull();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    piece.appendBytes(bytes, offset, length);
    sendIfFull();
  }

  private void sendIfFull() throws IOException {
    if (piece.length() >= PIECE) {
      flush();
    }
  }

  /// Sends what has been written.
  @Override
  public void flush() throws IOException {
    Buffer next = piece;
    piece = Buffer.buffer();
    await(() -> {
      if (!response.headWritten()) {
        response.setChunked(true);
      }
      return response.write(next);
    });
  }

  /// Sends what is left: now the answer is complete.
  void finish() throws IOException {
    Buffer last = piece;
    piece = Buffer.buffer();
    await(() -> response.end(last));
  }

  private void await(Supplier<Future<Void>> sending) throws IOException {
    var sent = new CompletableFuture<Void>();
    context.runOnContext(_ -> {
      if (response.closed()) {
        sent.completeExceptionally(new IOException("the connection is closed"));
      } else {
        sending.get().onComplete(_ -> sent.complete(null), sent::completeExceptionally);
      }
    });
    try {
      sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException gone) {
      throw new IOException("nobody takes the answer", gone);
    } catch (InterruptedException stopped) {
      throw (IOException) new InterruptedIOException().initCause(stopped);
    }
  }
}
