package drydock.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// Clients that each keep one connection, send a request, wait for its answer and send the next.
/// One thread serves them all, so that they take as little as possible from the server they share a
/// machine with.
final class Load implements AutoCloseable {

  /// What a run came to. Latencies are sorted, in nanoseconds.
  @SuppressWarnings("ArrayRecordComponent")
  record Run(long[] latencies, long refused, Duration took) {
    double perSecond() {
      return latencies.length * 1e9 / took.toNanos();
    }

    Duration quantile(double share) {
      int index = (int) Math.min(latencies.length - 1, share * latencies.length);
      return Duration.ofNanos(latencies.length == 0 ? 0 : latencies[index]);
    }
  }

  /// What is asked for.
  record Request(String action, Map<String, String> parameters) {}

  /// Says what a client asks for first (0), next (1) and so on.
  interface Script {
    Request of(int client, int which);
  }

  private final class Client {
    private final SocketChannel channel;
    private final int number;
    private int next;
    private final Deque<byte[]> signed = new ArrayDeque<>();
    private final Answer answer = new Answer();
    private long sentAt;

    Client(SocketChannel channel, int number) {
      this.channel = channel;
      this.number = number;
    }

    byte[] sign() {
      Request request = script.of(number, next++);
      return signing.request(request.action(), request.parameters());
    }

    void send() throws IOException {
      byte[] next = signed.isEmpty() ? sign() : signed.remove();
      answer.clear();
      sentAt = System.nanoTime();
      ByteBuffer out = ByteBuffer.wrap(next);
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    boolean receive() throws IOException {
      byte[] buffer = answer.buffer();
      int room = buffer.length - answer.filled();
      int read = channel.read(ByteBuffer.wrap(buffer, answer.filled(), room));
      if (read < 0) {
        throw new EOFException("the server closed a connection");
      }
      return answer.grow(read);
    }
  }

  private final Signing signing;
  private final Script script;
  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();

  Load(int port, int size, Script script) throws IOException {
    this.signing = new Signing("127.0.0.1:" + port);
    this.script = script;
    for (int i = 0; i < size; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      var client = new Client(channel, i);
      channel.register(selector, SelectionKey.OP_READ, client);
      clients.add(client);
    }
  }

  /// Signs so many requests of each client ahead.
  Load prepared(int each) {
    for (Client client : clients) {
      while (client.signed.size() < each) {
        client.signed.add(client.sign());
      }
    }
    return this;
  }

  /// Sends until the time is over or so many requests were sent, and waits for the last answers.
  Run run(Duration time, int requestsMax) throws IOException {
    long[] latencies = new long[1 << 16];
    int answered = 0;
    int sent = 0;
    long refused = 0;
    long from = System.nanoTime();
    for (Client client : clients) {
      client.send();
      sent++;
    }
    while (answered < sent) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        Client client = (Client) key.attachment();
        if (client.receive()) {
          long now = System.nanoTime();
          latencies = answered < latencies.length ? latencies : doubled(latencies);
          latencies[answered++] = now - client.sentAt;
          refused += client.answer.succeeded() ? 0 : 1;
          if (now - from < time.toNanos() && sent < requestsMax) {
            client.send();
            sent++;
          }
        }
      }
      selector.selectedKeys().clear();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    long[] all = Arrays.copyOf(latencies, answered);
    Arrays.sort(all);
    return new Run(all, refused, took);
  }

  private static long[] doubled(long[] array) {
    return Arrays.copyOf(array, 2 * array.length);
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.channel.close();
    }
    selector.close();
  }
}
