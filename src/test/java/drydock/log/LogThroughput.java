package drydock.log;

import drydock.kernel.Cause;
import drydock.kernel.Recorded;
import drydock.log.EventLog.Ownership;
import drydock.log.SampleEvent.PlaceId;
import drydock.log.SampleEvent.Scheduled;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// Measures what the log can do on a machine. It prints ratios to plain JDBC in the same run, since
/// figures of different machines or hours cannot be compared. It is run by hand: `java -cp <test
/// class path> drydock.log.LogThroughput`.
final class LogThroughput {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS = 10_000;
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final int ROUNDS = 3;

  private LogThroughput() {}

  public static void main(String[] args) throws Exception {
    List<Recorded> events = events();
    EventCodec codec = new EventCodec(SampleEvent.types());
    List<Entry> entries = events.stream().map(codec::encode).toList();
    var system = ManagementFactory.getOperatingSystemMXBean();
    System.out.printf(
        "%s %s, %d processors, load average %.1f, Java %s%n",
        system.getName(),
        system.getVersion(),
        system.getAvailableProcessors(),
        system.getSystemLoadAverage(),
        Runtime.version());
    System.out.println(entries.getFirst().data() + " " + entries.getFirst().cause());
    inMemory(codec, events, entries);
    try (LogDatabase database = new LogDatabase()) {
      inPostgres(database, entries);
    }
  }

  private static void inMemory(EventCodec codec, List<Recorded> events, List<Entry> entries)
      throws Exception {
    Clock busy = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
    print("encode, of CPU", busy, () -> each(events.size(), i -> codec.encode(events.get(i))));
    print("decode, of CPU", busy, () -> each(entries.size(), i -> codec.decode(entries.get(i))));
    print(
        "digest, of CPU",
        busy,
        () -> {
          HistoryDigest.EMPTY.after(entries);
          return entries.size();
        });
  }

  private static void inPostgres(LogDatabase database, List<Entry> entries) throws Exception {
    EventLog log = new PostgresEventLog(database.pool, LogDatabase.DEADLINE);
    Worlds worlds = new PostgresWorlds(database.pool, LogDatabase.DEADLINE);
    Clock wall = System::nanoTime;
    try (Connection connection = database.connect()) {
      for (String setting : List.of("server_version", "fsync", "synchronous_commit")) {
        System.out.println(setting + " " + show(connection, setting));
      }
      long plain = worlds.open("plain").id();
      try (PreparedStatement insert = connection.prepareStatement(PLAIN_INSERT)) {
        long[] position = {0};
        print("one row a commit, JDBC", wall, () -> insert(insert, plain, ++position[0], entries));
      }
    }
    for (int batch : new int[] {1, 64, 1000, 10_000}) {
      Ownership owner = log.takeOver(worlds.open("batches of " + batch).id());
      long[] end = {0};
      print("append, batches of " + batch, wall, () -> append(log, owner, end, entries, batch));
    }
    long large = worlds.open("batches of 1000").id();
    long[] after = {0};
    print(
        "read, pages of 5000",
        wall,
        () -> {
          List<Entry> page = log.read(large, after[0], 5000);
          after[0] = page.isEmpty() ? 0 : page.getLast().position();
          return page.size();
        });
    long begun = System.nanoTime();
    worlds.reset(large);
    System.out.printf("%-26s %12.2f s%n", "its reset", (System.nanoTime() - begun) / 1e9);
  }

  private static final String PLAIN_INSERT =
      """
      insert into event (world, position, at, writer, subject, type, data, cause)
      values (?, ?, ?, 0, ?, ?, ?::json, ?::json)\
      """;

  private static int insert(
      PreparedStatement insert, long world, long position, List<Entry> entries) throws Exception {
    Entry entry = entries.get((int) (position % EVENTS));
    insert.setLong(1, world);
    insert.setLong(2, position);
    insert.setObject(3, OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC));
    insert.setString(4, entry.subject());
    insert.setString(5, entry.type());
    insert.setString(6, entry.data());
    insert.setString(7, entry.cause());
    return insert.executeUpdate();
  }

  private static int append(
      EventLog log, Ownership owner, long[] end, List<Entry> entries, int batch) throws Exception {
    List<Entry> next = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      Entry entry = entries.get((int) (end[0] % EVENTS));
      next.add(
          new Entry(
              ++end[0], entry.at(), entry.subject(), entry.type(), entry.data(), entry.cause()));
    }
    if (log.append(owner, next) != EventLog.Appended.DURABLE) {
      throw new IllegalStateException("not durable");
    }
    return batch;
  }

  private static List<Recorded> events() {
    List<Recorded> events = new ArrayList<>();
    for (int i = 1; i <= EVENTS; i++) {
      PlaceId replica = new PlaceId("cls-1a2b3c4d/default/web-5f6d8b7c9", i);
      PlaceId node = new PlaceId("ins-1a2b3c", i % 500);
      Instant pulled = START.plusMillis(12_345L * i);
      var scheduled = new Scheduled(replica, node, "registry/team/shop:1.25", pulled, 250, 512);
      Cause cause = i % 2 == 0 ? new Cause.Time() : new Cause.Consequence(i - 1);
      events.add(new Recorded(i, START.plusMillis(i), scheduled, cause));
    }
    return events;
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var rows = connection.createStatement().executeQuery("show " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /// Nanoseconds that have passed: by the wall, or of a processor that others want too.
  private interface Clock {
    long nanos();
  }

  private interface Step {
    Object run(int i);
  }

  private static int each(int count, Step step) {
    int seen = 0;
    for (int i = 0; i < count; i++) {
      seen += step.run(i) == null ? 0 : 1;
    }
    return seen;
  }

  /// The middle one of some rounds, after a first that does not count.
  private static void print(String what, Clock clock, Callable<Integer> work) throws Exception {
    double[] rates = new double[ROUNDS];
    rate(clock, work);
    for (int i = 0; i < ROUNDS; i++) {
      rates[i] = rate(clock, work);
    }
    Arrays.sort(rates);
    System.out.printf("%-26s %,12.0f /s%n", what, rates[ROUNDS / 2]);
  }

  private static double rate(Clock clock, Callable<Integer> work) throws Exception {
    long begun = clock.nanos();
    long done = 0;
    long passed = 0;
    while (passed < ROUND.toNanos()) {
      done += work.call();
      passed = clock.nanos() - begun;
    }
    return done * 1e9 / passed;
  }
}
