package drydock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.NodeId;
import drydock.kernel.Cause;
import drydock.kernel.Recorded;
import drydock.log.EventTypes.EventType;
import drydock.registry.ImageName;
import drydock.service.ReplicaId;
import drydock.service.ServiceId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventNamesTest {

  private static final ServiceId SERVICE = new ServiceId("cls-1a2b3c4d", "default", "web");

  /// An example of every id.
  private static final EventSamples SAMPLES =
      new EventSamples(
          Map.of(
              NodeId.class, new NodeId("cls-1a2b3c4d", "ins-1a2b3c4d"),
              ServiceId.class, SERVICE,
              ImageName.class, new ImageName("tencentyun/foo", "v1"),
              ReplicaId.class, new ReplicaId(SERVICE, "web-56c68b767b-x7k2p")));

  @Test
  void everyEventHasANameInTheLog() throws Exception {
    assertEquals(List.of(), withoutAName(EventSamples.mainClasses(), EventNames.all()));
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
    for (EventType type : EventNames.all().list()) {
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
    for (EventType type : EventNames.all().list()) {
      assertTrue(type.name().matches("[a-z_]+\\.[a-z_]+(\\.[2-9])?"), type.name());
    }
  }
}
