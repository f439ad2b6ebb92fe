package drydock.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A selector is held against each part of where something is.
class SelectorTest {

  private static final Target TARGET =
      new Target("cls-1", "100001", "ins-1", "default", "web", "nginx:1.9");

  private static Selector where(String... partsAndPatterns) {
    var patterns = new TreeMap<String, String>();
    for (int i = 0; i < partsAndPatterns.length; i += 2) {
      patterns.put(partsAndPatterns[i], partsAndPatterns[i + 1]);
    }
    return new Selector(patterns);
  }

  @ParameterizedTest
  @CsvSource({
    "cluster, cls-1, true",
    "cluster, cls-2, false",
    "zone, 1000*, true",
    "zone, 100002, false",
    "node, ins-1, true",
    "node, ins-2, false",
    "namespace, default, true",
    "namespace, test, false",
    "service, w*b, true",
    "service, api, false",
    "image, nginx, true",
    "image, nginx:1.8, false",
  })
  void eachPartCounts(String part, String pattern, boolean selected) {
    assertEquals(selected, where(part, pattern).selects(TARGET));
  }

  @Test
  void allPartsHaveToFit() {
    assertTrue(where().selects(TARGET));
    assertTrue(where("cluster", "*", "service", "web").selects(TARGET));
    assertFalse(where("cluster", "cls-1", "service", "api").selects(TARGET));
  }

  @Test
  void whatHasNoSuchPartIsNotSelectedByIt() {
    Target machine = Target.machine("cls-1", "100001", "ins-1");
    assertTrue(where("node", "ins-*").selects(machine));
    assertFalse(where("service", "*").selects(machine));
    assertFalse(where("image", "*").selects(machine));
  }
}
