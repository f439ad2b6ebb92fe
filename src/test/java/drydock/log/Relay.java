package drydock.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A stretch of wire between clients and a server that can be cut, fall silent, be slow, or lose
/// what is sent over it.
public final class Relay implements AutoCloseable {

  /// Which way bytes travel.
  public enum Way {
    QUESTION,
    ANSWER
  }

  /// What becomes of bytes on their way. It runs on a thread of the connection and the way, so it
  /// may take its time; what comes behind waits.
  @FunctionalInterface
  public interface Fate {
    /// Whether the bytes arrive; they are shown as a text of one character each.
    boolean passes(Way way, String bytes) throws InterruptedException;
  }

  private static final Fate CLEAR = (_, _) -> true;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final int target;
  private volatile Fate fate = CLEAR;
  private volatile boolean open = true;

  /// One connection: a socket to the client and one to the server.
  private static final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }
  }

  public Relay(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// From now on, for connections there are and those to come.
  public void fate(Fate next) {
    fate = next;
  }

  void swallowQuestions() {
    fate((way, _) -> way == Way.ANSWER);
  }

  void swallowAnswers() {
    fate((way, _) -> way == Way.QUESTION);
  }

  /// Nothing arrives any more, and nobody is told: what a network that drops packets looks like.
  public void blackHole() {
    fate((_, _) -> false);
  }

  /// Ends all connections there are with a reset; new ones can be made.
  public void cut() {
    links.forEach(this::end);
  }

  /// Ends all connections there are, and every new one as soon as it is made.
  public void refuse() {
    open = false;
    cut();
  }

  /// New connections are as good as ever. Those there are stay silent for good, as after a change
  /// of route that forgot them.
  public void heal() {
    links.forEach(link -> link.silent = true);
    fate = CLEAR;
    open = true;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
        links.add(link);
        if (open) {
          Thread.ofVirtual().start(() -> pass(link, Way.QUESTION));
          Thread.ofVirtual().start(() -> pass(link, Way.ANSWER));
        } else {
          end(link);
        }
      } catch (IOException closed) {
        cut();
      }
    }
  }

  private void pass(Link link, Way way) {
    byte[] bytes = new byte[1 << 16];
    boolean question = way == Way.QUESTION;
    try (InputStream in = (question ? link.client : link.server).getInputStream();
        OutputStream out = (question ? link.server : link.client).getOutputStream()) {
      for (int size = in.read(bytes); size >= 0; size = in.read(bytes)) {
        if (fate.passes(way, new String(bytes, 0, size, ISO_8859_1)) && !link.silent) {
          out.write(bytes, 0, size);
        }
      }
    } catch (IOException | InterruptedException cut) {
      // One end is gone, so is the other.
    } finally {
      end(link);
    }
  }

  private void end(Link link) {
    links.remove(link);
    reset(link.client);
    reset(link.server);
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
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
