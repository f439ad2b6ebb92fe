package drydock.provider.tencent;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The regions of the cloud: a short name (`gz`), a long one (`ap-guangzhou`) and the number that
/// answers carry. Clients use both names, and some none at all: then it is [#DEFAULT].
public enum Region {
  GZ("ap-guangzhou", 1),
  SH("ap-shanghai", 4),
  HK("ap-hongkong", 5),
  CA("na-toronto", 6),
  SHJR("ap-shanghai-fsi", 7),
  BJ("ap-beijing", 8),
  SG("ap-singapore", 9),
  SZJR("ap-shenzhen-fsi", 11),
  GZOPEN("ap-guangzhou-open", 12),
  USW("na-siliconvalley", 15),
  CD("ap-chengdu", 16),
  DE("eu-frankfurt", 17),
  KR("ap-seoul", 18),
  CQ("ap-chongqing", 19),
  IN("ap-mumbai", 21),
  USE("na-ashburn", 22),
  TH("ap-bangkok", 23),
  RU("eu-moscow", 24),
  JP("ap-tokyo", 25);

  public static final Region DEFAULT = GZ;

  private static final Map<String, Region> BY_NAME = byName();

  private final String longName;
  private final int id;

  Region(String longName, int id) {
    this.longName = longName;
    this.id = id;
  }

  public String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String longName() {
    return longName;
  }

  /// The `regionId` of answers.
  public int id() {
    return id;
  }

  /// By its short or long name.
  public static Optional<Region> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /// By its number, which is known to be one.
  public static Region numbered(int id) {
    for (Region region : values()) {
      if (region.id == id) {
        return region;
      }
    }
    throw new IllegalArgumentException("no region has the number " + id);
  }

  /// All names, as the end of a sentence.
  static String allowed() {
    return "one of " + String.join(", ", BY_NAME.keySet());
  }

  private static Map<String, Region> byName() {
    Map<String, Region> names = new TreeMap<>();
    for (Region region : values()) {
      names.put(region.shortName(), region);
      names.put(region.longName, region);
    }
    return names;
  }
}
