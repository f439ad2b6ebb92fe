package drydock.registry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which image of the registry: `namespace/repository:tag`, without the registry's host.
public record ImageName(String repository, String tag) {

  /// The host that images of the registry are pulled from, and the one that it had before.
  public static final String HOST = "ccr.ccs.tencentyun.com";

  private static final String HOST_BEFORE = "registry.ccs.tencentyun.com";

  /// What a tag may be (Docker, distribution/reference).
  public static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";

  /// What a namespace may be, and the part of a repository's name behind it.
  public static final String NAME = "[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?";

  public static final int NAMESPACE_MAX = 30;
  public static final int REPOSITORY_MAX = 200;

  /// What a repository's name may be, with its namespace.
  public static final String REPOSITORY =
      "(?=[^/]{1,"
          + NAMESPACE_MAX
          + "}/)(?=[^:]{3,"
          + REPOSITORY_MAX
          + "}(?::|$))"
          + NAME
          + "/"
          + NAME;

  /// What an image may be called; without a tag it means `latest`.
  public static final String FORM = REPOSITORY + "(?::" + TAG + ")?";

  /// What a container's image may be called (Docker, distribution/reference): of any registry,
  /// which is the public one if none is named, with a tag, a digest, both or neither.
  public static final String PULLED =
      "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?/)?"
          + NAME
          + "(?:/"
          + NAME
          + ")*(?::"
          + TAG
          + ")?(?:@sha256:[0-9a-f]{64})?";

  private static final Pattern READ = Pattern.compile(FORM);

  /// Reads a name; one without a tag means `latest`. Null if it is none.
  public static @Nullable ImageName read(String text) {
    if (!READ.matcher(text).matches()) {
      return null;
    }
    return parse(text.indexOf(':') < 0 ? text + ":latest" : text);
  }

  /// Reads a name that is known to be one.
  public static ImageName parse(String text) {
    int colon = text.indexOf(':');
    return new ImageName(text.substring(0, colon), text.substring(colon + 1));
  }

  /// An image as a container names it, without the registry's host.
  ///
  /// @return null if it names another host, or none
  public static @Nullable String behindHost(String image) {
    for (String host : new String[] {HOST + "/", HOST_BEFORE + "/"}) {
      if (image.startsWith(host)) {
        return image.substring(host.length());
      }
    }
    return null;
  }

  static String namespaceOf(String repository) {
    return repository.substring(0, repository.indexOf('/'));
  }

  public String namespace() {
    return namespaceOf(repository);
  }

  /// As a container names it.
  public String withHost() {
    return HOST + "/" + this;
  }

  @Override
  public String toString() {
    return repository + ":" + tag;
  }
}
