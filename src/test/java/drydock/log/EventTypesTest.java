package drydock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.kernel.Cause;
import drydock.kernel.Recorded;
import drydock.log.EventTypes.EventType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventTypesTest {

  /// An example of every id: that of a world's first cluster, and so on.
  private static final EventSamples SAMPLES = new EventSamples(Map.of());

  @Test
  void everyEventHasANameInTheLog() throws Exception {
    assertEquals(List.of(), withoutAName(EventSamples.mainClasses(), EventTypes.all()));
  }

  @Test
  void anEventWithoutANameWouldBeFound() throws Exception {
    Path here =
        Path.of(SampleEvent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> found = withoutAName(here, new EventTypes());
    assertTrue(found.contains(SampleEvent.Gone.class.getName()), found.toString());
  }

  private static List<String> withoutAName(Path classes, EventTypes types) throws Exception {
    var names = new TreeSet<String>();
    for (Class<?> type : EventSamples.recordsOfEvents(classes)) {
      names.add(type.getName());
    }
    for (EventType type : types.list()) {
      names.remove(type.type().getName());
    }
    return List.copyOf(names);
  }

  @Test
  void everyEventIsReadAsItWasWritten() throws Exception {
    EventCodec codec = new EventCodec();
    for (EventType type : EventTypes.all().list()) {
      for (boolean full : new boolean[] {true, false}) {
        var event = SAMPLES.sample(type.type(), full);
        var recorded = new Recorded(1, Instant.EPOCH, event, new Cause.Time());
        Entry entry = codec.encode(recorded);
        assertEquals(type.name(), entry.type());
        assertEquals(recorded, codec.decode(entry));
        assertEquals(entry, codec.encode(codec.decode(entry)));
      }
    }
  }

  /// As in `replica.scheduled`: a thing, and what happened to it.
  @Test
  void namesAreAThingAndWhatHappenedToIt() {
    for (EventType type : EventTypes.all().list()) {
      assertTrue(type.name().matches("[a-z-]+\\.[a-z-]+(\\.[2-9])?"), type.name());
    }
  }
}
