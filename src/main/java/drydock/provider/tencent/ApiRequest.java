package drydock.provider.tencent;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request of the API, decoded. `host` is the Host header as it came, empty if there was none.
/// Names tell upper from lower case; those of the common parameters begin with a capital.
record ApiRequest(Method method, String host, Map<String, String> fields) {
  static final String PATH = "/v2/index.php";

  enum Method {
    GET,
    POST
  }

  /// A parameter's value; empty is the same as none.
  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /// The parameters of a GET; what its body holds does not count.
  static Decoded ofQuery(@Nullable String query) {
    if (query == null) {
      return UrlEncoded.decode(new byte[0]);
    }
    if (query.chars().anyMatch(c -> c > 0xff)) {
      return new Decoded.Broken("the query is not percent-encoded UTF-8");
    }
    return UrlEncoded.decode(query.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The parameters of a POST; what its query holds does not count. Without a Content-Type it is
  /// taken for the most usual one.
  static Decoded ofBody(@Nullable String contentType, byte[] body) {
    String type =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "", "application/x-www-form-urlencoded" -> UrlEncoded.decode(body);
      case "multipart/form-data" -> Multipart.decode(contentType == null ? "" : contentType, body);
      default ->
          new Decoded.Broken(
              "Content-Type must be application/x-www-form-urlencoded or multipart/form-data");
    };
  }
}
