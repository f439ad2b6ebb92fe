package drydock.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;

/// One client on one connection that asks and waits.
final class Api implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Signing signing;
  private final Socket socket = new Socket();
  private final Answer answer = new Answer();

  Api(int port) throws IOException {
    signing = new Signing("127.0.0.1:" + port);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /// What the answer holds as its data.
  ///
  /// @throws IllegalStateException if the server refuses
  JsonNode ask(String action, Map<String, String> parameters) throws IOException {
    send(action, parameters);
    if (!answer.succeeded()) {
      throw new IllegalStateException(action + " " + parameters + ": " + answer.text());
    }
    return JSON.readTree(answer.text()).path("data");
  }

  /// Asks, and leaves the answer unread.
  void send(String action, Map<String, String> parameters) throws IOException {
    socket.getOutputStream().write(signing.request(action, parameters));
    answer.clear();
    boolean complete = false;
    while (!complete) {
      byte[] buffer = answer.buffer();
      int read =
          socket.getInputStream().read(buffer, answer.filled(), buffer.length - answer.filled());
      if (read < 0) {
        throw new EOFException("the server closed the connection");
      }
      complete = answer.grow(read);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
