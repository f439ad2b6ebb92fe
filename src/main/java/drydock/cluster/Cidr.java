package drydock.cluster;

import org.jspecify.annotations.Nullable;

/// A block of IPv4 addresses. `base` has all bits below `mask` cleared.
public record Cidr(long base, int mask) {

  /// Reads `a.b.c.d/m`; null when it is no block, or has bits set below its mask.
  public static @Nullable Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return null;
    }
    String[] parts = text.substring(0, slash).split("\\.", -1);
    int mask = number(text.substring(slash + 1), 32);
    if (parts.length != 4 || mask < 0) {
      return null;
    }
    long base = 0;
    for (String part : parts) {
      int octet = number(part, 255);
      if (octet < 0) {
        return null;
      }
      base = base << 8 | octet;
    }
    var block = new Cidr(base, mask);
    return base % block.size() == 0 ? block : null;
  }

  /// A block that is known to be one, from an event or a profile.
  public static Cidr of(String text) {
    Cidr block = parse(text);
    if (block == null) {
      throw new IllegalArgumentException("not an IPv4 block: " + text);
    }
    return block;
  }

  private static int number(String text, int max) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int number = Integer.parseInt(text);
    return number <= max ? number : -1;
  }

  /// How many addresses it holds.
  public long size() {
    return 1L << (32 - mask);
  }

  public boolean overlaps(Cidr other) {
    return base < other.base + other.size() && other.base < base + size();
  }

  /// The address that is `index` above the first.
  public String address(long index) {
    long ip = base + index;
    return (ip >> 24 & 255) + "." + (ip >> 16 & 255) + "." + (ip >> 8 & 255) + "." + (ip & 255);
  }

  /// The `index`-th block of a longer mask inside this one.
  public Cidr block(int index, int longerMask) {
    return new Cidr(base + index * (1L << (32 - longerMask)), longerMask);
  }

  /// How far above the first address an address lies.
  public long indexOf(String address) {
    String[] parts = address.split("\\.", -1);
    long ip = 0;
    for (String part : parts) {
      ip = ip << 8 | Integer.parseInt(part);
    }
    return ip - base;
  }

  @Override
  public String toString() {
    return address(0) + "/" + mask;
  }
}
