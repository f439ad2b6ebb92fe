package drydock.service;

import drydock.kernel.Dice;
import drydock.profile.Release;

/// Names of revisions: the service's name and a hash of the template. Kubernetes 1.7 wrote the hash
/// as a number, and from 1.8 on as letters of the alphabet that names of replicas have: without
/// vowels, so that no word is spelled by accident (pkg/controller/deployment/sync.go; apimachinery,
/// util/rand).
final class RevisionName {

  /// 1.8 left out what is easily taken for something else.
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final String ALPHABET_1_7 = "bcdfghjklmnpqrstvwxz0123456789";

  private RevisionName() {}

  /// What the ends of replicas' names are drawn from.
  static String alphabet(Release release) {
    return release == Release.K8S_1_7 ? ALPHABET_1_7 : ALPHABET;
  }

  /// A name for the template that the service asks for, unlike that of any revision it has.
  static String of(Service service, Release release) {
    String template = service.spec().template().toString();
    for (int collisions = 0; ; collisions++) {
      long hash = Dice.hash(template + (collisions == 0 ? "" : "#" + collisions));
      String digits = Integer.toUnsignedString(Long.hashCode(hash));
      String name =
          service.id().name() + "-" + (release == Release.K8S_1_7 ? digits : encode(digits));
      if (!service.has(name)) {
        return name;
      }
    }
  }

  /// `1272463236` as `56c68b767b` (SafeEncodeString).
  private static String encode(String digits) {
    var text = new StringBuilder(digits.length());
    digits.chars().forEach(digit -> text.append(ALPHABET.charAt(digit % ALPHABET.length())));
    return text.toString();
  }
}
