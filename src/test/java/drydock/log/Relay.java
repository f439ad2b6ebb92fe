package drydock.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A stretch of wire between a client and a server that can be cut, or lose what is sent over it.
public final class Relay implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final int target;
  private volatile boolean questionsPass = true;
  private volatile boolean answersPass = true;

  public Relay(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  void swallowQuestions() {
    questionsPass = false;
  }

  void swallowAnswers() {
    answersPass = false;
  }

  /// Ends all connections there are; new ones can be made.
  public void cut() {
    for (Socket socket : sockets) {
      end(socket);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> pass(client, server, true));
        Thread.ofVirtual().start(() -> pass(server, client, false));
      } catch (IOException closed) {
        cut();
      }
    }
  }

  private void pass(Socket from, Socket to, boolean questions) {
    byte[] bytes = new byte[8192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int size = in.read(bytes); size >= 0; size = in.read(bytes)) {
        if (questions ? questionsPass : answersPass) {
          out.write(bytes, 0, size);
        }
      }
    } catch (IOException cut) {
      // One end is gone, so is the other.
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed, whatever else may be wrong with it.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
