package drydock.placement;

import drydock.service.Replica;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The replicas on a node, from the oldest to the youngest, so that their order does not depend on
/// when they came here. A node has a hundred or so and is asked for one of them at every event of
/// it: its age is found among numbers that lie side by side.
final class Residents {

  private static final int ROOM_MIN = 8;

  private long[] born = new long[0];
  private @Nullable Replica[] replicas = new Replica[0];
  private int size;

  int size() {
    return size;
  }

  /// A view of them all, until one comes or goes.
  List<Replica> list() {
    return Collections.unmodifiableList(Arrays.asList(replicas).subList(0, size));
  }

  /// Takes in what a replica has become.
  ///
  /// @return what it was; null if it is new here
  @Nullable Replica put(Replica replica) {
    int place = place(replica);
    if (place >= 0) {
      Replica before = replicas[place];
      replicas[place] = replica;
      return before;
    }
    insert(-place - 1, replica);
    return null;
  }

  private void insert(int place, Replica replica) {
    if (size == born.length) {
      int room = Math.max(ROOM_MIN, size * 2);
      born = Arrays.copyOf(born, room);
      replicas = Arrays.copyOf(replicas, room);
    }
    System.arraycopy(born, place, born, place + 1, size - place);
    System.arraycopy(replicas, place, replicas, place + 1, size - place);
    born[place] = replica.born();
    replicas[place] = replica;
    size++;
  }

  /// Lets one go.
  ///
  /// @return what it was; null if it was not here
  @Nullable Replica remove(Replica replica) {
    int place = place(replica);
    if (place < 0) {
      return null;
    }
    Replica before = replicas[place];
    size--;
    System.arraycopy(born, place + 1, born, place, size - place);
    System.arraycopy(replicas, place + 1, replicas, place, size - place);
    replicas[size] = null;
    return before;
  }

  private int place(Replica replica) {
    return Arrays.binarySearch(born, 0, size, replica.born());
  }
}
