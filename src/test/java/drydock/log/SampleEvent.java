package drydock.log;

import drydock.kernel.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Events that have every kind of component there is.
sealed interface SampleEvent extends Event {

  enum Color {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "as green as grass";
      }
    }
  }

  record PlaceId(String zone, int number) {
    static PlaceId parse(String text) {
      int dash = text.lastIndexOf('-');
      return new PlaceId(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
    }

    @Override
    public String toString() {
      return zone + "-" + number;
    }
  }

  record Size(int width, @Nullable Integer depth) {}

  record Painted(
      PlaceId place,
      String zeta,
      Color color,
      int number,
      long serial,
      boolean wet,
      double cost,
      Instant at,
      Duration drying,
      List<PlaceId> seen,
      List<Size> sizes,
      SortedMap<String, String> labels,
      @Nullable String note,
      @Nullable Color next,
      @Nullable PlaceId from,
      @Nullable Instant until,
      @Nullable Long weight,
      @Nullable Size size,
      @Nullable List<String> words)
      implements SampleEvent {
    @Override
    public String subject() {
      return "place/" + place;
    }

    /// What looks like a property is none.
    public boolean isReady() {
      return true;
    }

    public String getName() {
      return "none of its components";
    }
  }

  record Gone(PlaceId place) implements SampleEvent {
    @Override
    public String subject() {
      return "place/" + place;
    }
  }

  /// Of about 200 bytes, as most events are.
  record Scheduled(
      PlaceId replica, PlaceId node, String image, Instant pulledAt, int cpu, int memory)
      implements SampleEvent {
    @Override
    public String subject() {
      return replica.toString();
    }
  }

  static EventTypes types() {
    return new EventTypes()
        .id(PlaceId.class, PlaceId::parse)
        .with("place.painted", Painted.class)
        .with("place.gone", Gone.class)
        .with("replica.scheduled", Scheduled.class)
        .older(
            "place.left", "place.gone", data -> data.put("place", data.remove("where").asText()));
  }
}
