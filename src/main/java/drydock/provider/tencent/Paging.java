package drydock.provider.tencent;

import java.util.List;

/// Lists in pages: `offset` and `limit`, where a limit of 0 is none given.
public final class Paging {
  private static final int LIMIT_DEFAULT = 20;
  private static final int LIMIT_MAX = 100;

  public static final Parameter OFFSET =
      Parameter.optional("offset", Type.integer().range(0, Integer.MAX_VALUE))
          .byDefault(0)
          .says("How many to skip.");

  public static final Parameter LIMIT =
      Parameter.optional("limit", Type.integer().range(1, LIMIT_MAX).orZero())
          .byDefault(LIMIT_DEFAULT)
          .says("How many to list at most.");

  private Paging() {}

  public static <T> List<T> page(List<T> all, Arguments arguments) {
    int from = Math.min(arguments.integer("offset"), all.size());
    int limit = arguments.integer("limit") == 0 ? LIMIT_DEFAULT : arguments.integer("limit");
    return all.subList(from, Math.min(all.size(), from + limit));
  }
}
