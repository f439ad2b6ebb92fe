package drydock.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    var behaviour =
        new ImageBehaviour(pattern, null, null, null, null, null, null, null, null, null);
    assertEquals(named, behaviour.matches(image));
  }
}
