package drydock.service;

import drydock.kernel.Dice;

/// Names of revisions: the service's name and a hash of the template, in the alphabet of Kubernetes
/// 1.8 to 1.11, which has no vowels, so that no word is spelled by accident (apimachinery,
/// util/rand, SafeEncodeString).
final class RevisionName {

  static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private RevisionName() {}

  /// A name for the template that the service asks for, unlike that of any revision it has.
  static String of(Service service) {
    String template = service.spec().template().toString();
    for (int collisions = 0; ; collisions++) {
      long hash = Dice.hash(template + (collisions == 0 ? "" : "#" + collisions));
      String name =
          service.id().name() + "-" + encode(Integer.toUnsignedString(Long.hashCode(hash)));
      if (service.progress().revisions().stream().noneMatch(each -> each.name().equals(name))) {
        return name;
      }
    }
  }

  private static String encode(String digits) {
    var text = new StringBuilder(digits.length());
    digits.chars().forEach(digit -> text.append(ALPHABET.charAt(digit % ALPHABET.length())));
    return text.toString();
  }
}
