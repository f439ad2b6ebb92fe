package drydock.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseTest {

  @ParameterizedTest
  @CsvSource({
    "1.4.6, K8S_1_7",
    "1.7.8, K8S_1_7",
    "1.8.13, K8S_1_8",
    "1.9.7, K8S_1_9",
    "1.10.5, K8S_1_10",
    "1.11.0, MODERN",
    "1.30.0, MODERN"
  })
  void aVersionFallsIntoTheReleaseThatItBehavesLike(String version, Release release) {
    assertEquals(release, Release.of(version));
  }

  @ParameterizedTest
  @EnumSource
  void aReleaseIsThatOfItsOwnVersion(Release release) {
    assertEquals(release, Release.of(release.version()));
  }

  @Test
  void whatIsNoVersionIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Release.of("latest"));
  }
}
