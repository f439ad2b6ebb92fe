package drydock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import drydock.kernel.Cause;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.log.SampleEvent.Color;
import drydock.log.SampleEvent.Gone;
import drydock.log.SampleEvent.Painted;
import drydock.log.SampleEvent.PlaceId;
import drydock.log.SampleEvent.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.250Z");
  private static final PlaceId PLACE = new PlaceId("north", 7);
  private static final EventSamples SAMPLES = new EventSamples(Map.of(PlaceId.class, PLACE));

  private final EventCodec codec = new EventCodec(SampleEvent.types());

  private Entry encode(Event event) {
    return codec.encode(new Recorded(1, AT, event, new Cause.Time()));
  }

  private Event decode(String type, String data) {
    return codec.decode(new Entry(1, AT, "place/north-7", type, data, "{\"by\":\"time\"}")).event();
  }

  @Test
  void everyComponentIsWrittenInTheOrderItIsDeclared() throws Exception {
    Entry entry = encode(SAMPLES.sample(Painted.class, true));
    assertEquals("place.painted", entry.type());
    assertEquals("place/north-7", entry.subject());
    assertEquals(
        """
        {"place":"north-7",\
        "zeta":"zeta \\"é\\" 漢字 🚢 \\\\ \\n",\
        "color":"GREEN",\
        "number":2147483647,\
        "serial":9223372036854775807,\
        "wet":true,\
        "cost":0.1,\
        "at":"2026-01-01T00:00:00.250Z",\
        "drying":"PT1M30.25S",\
        "seen":["north-7","north-7"],\
        "sizes":[{"width":2147483647,"depth":2147483647},\
        {"width":2147483647,"depth":2147483647}],\
        "labels":{"first":"labels \\"é\\" 漢字 🚢 \\\\ \\n",\
        "second":"labels \\"é\\" 漢字 🚢 \\\\ \\n"},\
        "note":"note \\"é\\" 漢字 🚢 \\\\ \\n",\
        "next":"GREEN",\
        "from":"north-7",\
        "until":"2026-01-01T00:00:00.250Z",\
        "weight":9223372036854775807,\
        "size":{"width":2147483647,"depth":2147483647},\
        "words":["words \\"é\\" 漢字 🚢 \\\\ \\n","words \\"é\\" 漢字 🚢 \\\\ \\n"]}\
        """,
        entry.data());
  }

  @Test
  void whatIsNullIsLeftOut() throws Exception {
    assertEquals(
        """
        {"place":"north-7","zeta":"","color":"RED","number":1,"serial":1,"wet":false,"cost":1.0,\
        "at":"2026-01-01T00:00:00Z","drying":"PT0S","seen":[],"sizes":[],"labels":{}}\
        """,
        encode(SAMPLES.sample(Painted.class, false)).data());
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    for (var type : SampleEvent.types().list()) {
      for (boolean full : new boolean[] {true, false}) {
        var recorded =
            new Recorded(7, AT, SAMPLES.sample(type.type(), full), new Cause.Consequence(5));
        assertEquals(recorded, codec.decode(codec.encode(recorded)));
      }
    }
  }

  @Test
  void causesHaveAFormOfTheirOwn() {
    var parameters = new TreeMap<>(Map.of("b", "2", "a", "1 \" é"));
    assertCause(
        """
        {"by":"command","action":"CreateClusterService","account":"main",\
        "parameters":{"a":"1 \\" é","b":"2"}}\
        """,
        new Cause.Command("CreateClusterService", "main", parameters));
    assertCause("{\"by\":\"command\",\"position\":7}", new Cause.Consequence(7));
    assertCause("{\"by\":\"fault\",\"fault\":\"fault-12\"}", new Cause.Fault("fault-12"));
    assertCause("{\"by\":\"time\"}", new Cause.Time());
  }

  private void assertCause(String written, Cause cause) {
    var recorded = new Recorded(8, AT, new Gone(PLACE), cause);
    Entry entry = codec.encode(recorded);
    assertEquals(written, entry.cause());
    assertEquals(recorded, codec.decode(entry));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"by\":\"chance\"}",
        "{\"by\":\"command\"}",
        "{\"by\":\"fault\"}",
        "{\"by\":\"command\",\"action\":\"A\"}",
        "{\"by\":\"time\"} ",
        "[]"
      })
  void aCauseOfAnotherFormIsRefused(String cause) {
    var entry = new Entry(1, AT, "place", "place.gone", "{\"place\":\"north-7\"}", cause);
    assertThrows(IllegalStateException.class, () -> codec.decode(entry));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"place\":\"north-7\",\"more\":1}",
        "{\"place\":\"north-7\",\"place\":\"north-7\"}",
        "{\"place\":null}",
        "{\"place\":7}",
        "{\"place\":\"north\"}",
        "{\"place\":\"north-7\"}{}",
        "{\"place\":\"north-7\"",
        "[\"north-7\"]",
        "",
        "null"
      })
  void dataOfAnotherFormIsRefused(String data) {
    assertThrows(IllegalStateException.class, () -> decode("place.gone", data));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"number\":1|\"number\":\"1\"",
        "\"number\":1|\"number\":1.0",
        "\"number\":1|\"number\":2147483648",
        "\"serial\":1|\"serial\":9223372036854775808",
        "\"wet\":false|\"wet\":0",
        "\"wet\":false|\"wet\":\"false\"",
        "\"cost\":1.0|\"cost\":\"1.0\"",
        "\"color\":\"RED\"|\"color\":\"BLUE\"",
        "\"color\":\"RED\"|\"color\":0",
        "\"at\":\"2026-01-01T00:00:00Z\"|\"at\":1767225600",
        "\"at\":\"2026-01-01T00:00:00Z\"|\"at\":\"2026-01-01\"",
        "\"at\":\"2026-01-01T00:00:00Z\"|\"at\":\"2026-01-01T00:00:00.0001Z\"",
        "\"drying\":\"PT0S\"|\"drying\":0",
        "\"seen\":[]|\"seen\":{}",
        "\"seen\":[]|\"seen\":[null]",
        "\"labels\":{}|\"labels\":[]",
        "\"labels\":{}|\"labels\":{\"a\":1}"
      })
  void aValueOfAnotherTypeIsRefused(String change) throws Exception {
    String data = encode(SAMPLES.sample(Painted.class, false)).data();
    String[] parts = change.split("\\|", 2);
    String changed = data.replace(parts[0], parts[1]);
    decode("place.painted", data);
    assertThrows(IllegalStateException.class, () -> decode("place.painted", changed));
  }

  @Test
  void anEventWithoutANameIsRefused() {
    record Unknown(String subject) implements Event {}
    assertThrows(IllegalArgumentException.class, () -> encode(new Unknown("a")));
    assertThrows(IllegalStateException.class, () -> decode("place.unknown", "{}"));
  }

  @Test
  void dataOfAnOlderFormIsBroughtUpToDate() {
    assertEquals(new Gone(PLACE), decode("place.left", "{\"where\":\"north-7\"}"));
  }

  @Test
  void whatCouldNotBeReadAgainIsNotWritten() {
    assertThrows(IllegalArgumentException.class, () -> encode(new Gone(null)));
    refused(AT.plusNanos(1), 1.0, "", new TreeMap<>());
    refused(AT, Double.NaN, "", new TreeMap<>());
    refused(AT, Double.POSITIVE_INFINITY, "", new TreeMap<>());
    refused(AT, 1.0, "zero \0", new TreeMap<>());
    refused(AT, 1.0, "half \ud83d", new TreeMap<>());
    refused(AT, 1.0, "", new TreeMap<>(Map.of("zero \0", "")));
    refused(AT, 1.0, "", new TreeMap<>(Map.of("half", "\udea2 half")));
    refused(AT, 1.0, "", new TreeMap<>(Comparator.<String>reverseOrder()));
    encode(painted(AT, -0.0, "\u0001 \\u0000 🚢", new TreeMap<>(Map.of("", ""))));
  }

  private void refused(Instant at, double cost, String text, SortedMap<String, String> labels) {
    Painted painted = painted(at, cost, text, labels);
    assertThrows(IllegalArgumentException.class, () -> encode(painted));
  }

  private static Painted painted(
      Instant at, double cost, String text, SortedMap<String, String> labels) {
    List<Size> sizes = List.of(new Size(1, null));
    return new Painted(
        PLACE,
        text,
        Color.RED,
        1,
        2,
        true,
        cost,
        at,
        Duration.ZERO,
        List.of(),
        sizes,
        labels,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0.0, -0.0, 0.1, 1e-300, 1e300, 123456789.123, Double.MIN_VALUE, Double.MAX_VALUE})
  void aNumberIsReadAsItWas(double number) {
    Painted painted = painted(AT, number, "", new TreeMap<>());
    assertEquals(painted, decode("place.painted", encode(painted).data()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "2024-02-29T23:59:59Z",
        "2026-01-01T00:00:00.001Z",
        "2026-11-21T20:31:07.090Z",
        "9999-12-31T23:59:59.999Z"
      })
  void aMomentIsWrittenAsItPrintsItself(String text) {
    Instant moment = Instant.parse(text);
    Painted painted = painted(moment, 1.0, "", new TreeMap<>());
    String data = encode(painted).data();
    assertEquals(text, data.replaceFirst(".*\"at\":\"([^\"]*)\".*", "$1"));
    assertEquals(painted, decode("place.painted", data));
  }

  @Test
  void theNamesOfEventsAreGivenOnce() {
    EventTypes types = SampleEvent.types();
    assertThrows(IllegalArgumentException.class, () -> types.with("place.gone", Painted.class));
    assertThrows(IllegalArgumentException.class, () -> types.with("place.away", Gone.class));
    assertThrows(
        IllegalArgumentException.class,
        () -> types.older("place.gone", "place.left", data -> data));
  }

  @Test
  void anEventThatCannotBeWrittenEndsTheStart() {
    record Strange(String subject, Object anything) implements Event {}
    record Unsorted(String subject, Map<String, String> map) implements Event {}
    var types = new EventTypes();
    assertThrows(IllegalArgumentException.class, () -> types.with("strange", Strange.class));
    assertThrows(IllegalArgumentException.class, () -> types.with("unsorted", Unsorted.class));
  }
}
