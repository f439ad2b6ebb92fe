package drydock.kernel;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Values that are found by hash and listed in the order of their keys: finding one costs the same
/// however many there are, and their order does not depend on when they came.
public final class SortedLookup<K extends Comparable<K>, V> {

  private final Map<K, V> values = new LinkedHashMap<>();
  private final NavigableSet<K> keys = new TreeSet<>();

  public @Nullable V get(K key) {
    return values.get(key);
  }

  public void put(K key, V value) {
    if (values.put(key, value) == null) {
      keys.add(key);
    }
  }

  public void remove(K key) {
    if (values.remove(key) != null) {
      keys.remove(key);
    }
  }

  /// A view of all values in order.
  public Collection<V> list() {
    return new View(keys);
  }

  /// A view of those whose keys are not below one and below another.
  public Collection<V> list(K from, K below) {
    return new View(keys.subSet(from, true, below, false));
  }

  private final class View extends AbstractCollection<V> {
    private final NavigableSet<K> range;

    private View(NavigableSet<K> range) {
      this.range = range;
    }

    @Override
    public Iterator<V> iterator() {
      Iterator<K> each = range.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public V next() {
          return Objects.requireNonNull(values.get(each.next()));
        }
      };
    }

    @Override
    public int size() {
      return range.size();
    }

    /// A range counts its keys to say how many they are.
    @Override
    public boolean isEmpty() {
      return range.isEmpty();
    }
  }
}
