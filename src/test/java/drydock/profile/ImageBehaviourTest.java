package drydock.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageBehaviourTest {

  @ParameterizedTest
  @CsvSource({
    "nginx, nginx, true",
    "nginx, nginx:1.0, true",
    "nginx, nginx-unit, false",
    "nginx, library/nginx, false",
    "nginx:bad, nginx:bad, true",
    "nginx:bad, nginx, false",
    "nginx:bad, nginx:bad2, false",
    "nginx:latest, nginx, true",
    "nginx:1.*, nginx:1.13, true",
    "nginx:1.*, nginx:2.0, false",
    "*nginx, docker.io/library/nginx:1.0, true",
    "*, anything/at/all:1, true",
    "*:bad, team/web:bad, true",
    "*:bad, team/web:good, false",
    "team/*/web, team/a/b/web:1, true",
    "host:5000/web, host:5000/web, true",
    "host:5000/web, host:5000/web:1, true",
    "host:5000/web, host, false",
  })
  void aPatternNamesImages(String pattern, String image, boolean named) {
    assertEquals(named, entry(pattern, null, null, null).fitsImage(image));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "default/web, default/web, true",
        "default/*, default/web, true",
        "default/*, prod/web, false",
        "*/web, prod/web, true",
        "-, prod/web, true"
      })
  void aPatternNamesServices(@Nullable String pattern, String service, boolean named) {
    assertEquals(named, entry("*", pattern, null, null).fitsService(service));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ins-a, -, true",
        "ins-*, -, true",
        "ins-b, -, false",
        "10.0.0.7, -, true",
        "10.0.1.*, -, false",
        "disk=ssd, -, true",
        "disk=hdd, -, false",
        "other=ssd, -, false",
        "-, 100001, true",
        "-, 100002, false",
        "ins-a, 100002, false"
      })
  void nodesAreNamedByIdAddressLabelAndZone(
      @Nullable String node, @Nullable String zone, boolean named) {
    var labels = new TreeMap<String, String>();
    labels.put("disk", "ssd");
    var place = new Behaviours.Place("ins-a", "10.0.0.7", "100001", labels);
    assertEquals(named, entry("*", null, node, zone).fitsPlace(place));
    assertFalse(entry("*", null, node, zone).fitsPlace(null), "it is nowhere yet");
  }

  private static ImageBehaviour entry(
      String image, @Nullable String service, @Nullable String node, @Nullable String zone) {
    return new ImageBehaviour(
        image, service, node, zone, null, null, null, null, null, null, null, null, null, null,
        null, null);
  }
}
