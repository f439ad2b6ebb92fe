package drydock.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a request says, checked as it is read.
final class Request {

  private static final int TEXT_MAX = 1_000;

  private final RoutingContext routing;
  private final MultiMap query;
  private final byte[] body;

  /// @param parameters the query parameters that the endpoint knows
  Request(RoutingContext routing, Collection<String> parameters, byte[] body) throws Refused {
    this.routing = routing;
    this.query = query(routing, parameters);
    this.body = body;
  }

  private static MultiMap query(RoutingContext routing, Collection<String> known) throws Refused {
    MultiMap query;
    try {
      query = routing.queryParams();
    } catch (HttpException | IllegalArgumentException broken) {
      throw new Refused(
          Problem.invalid("query", "cannot be decoded", "parameters with sound escapes"));
    }
    for (String name : query.names()) {
      if (!known.contains(name)) {
        String allowed = known.isEmpty() ? "no query parameter" : String.join(", ", known);
        throw new Refused(
            Problem.invalid(
                Problem.shown(name).replace("\"", ""), "is no query parameter here", allowed));
      }
      if (query.getAll(name).size() > 1) {
        throw new Refused(Problem.invalid(name, "is there more than once", "one of each"));
      }
    }
    return query;
  }

  /// A part of the path, which the endpoint's route has.
  String path(String name) {
    return Objects.requireNonNull(routing.pathParam(name), name);
  }

  @Nullable String header(CharSequence name) throws Refused {
    HttpServerRequest request = routing.request();
    List<String> all = request.headers().getAll(name);
    if (all.size() > 1) {
      throw new Refused(Problem.invalid(name.toString(), "is there more than once", "one"));
    }
    return all.isEmpty() ? null : all.getFirst();
  }

  /// A query parameter in words; null if it is not there.
  @Nullable String text(String name) throws Refused {
    String value = query.get(name);
    if (value == null) {
      return null;
    }
    boolean sound = value.chars().noneMatch(c -> Character.isISOControl(c) || isHalf((char) c));
    if (value.isEmpty() || value.length() > TEXT_MAX || !sound) {
      throw new Refused(
          Problem.invalid(
              name,
              "is " + Problem.shown(value),
              "1 to " + TEXT_MAX + " characters that can be seen"));
    }
    return value;
  }

  /// What could not be decoded arrives as this character; nothing in the log has it.
  private static boolean isHalf(char c) {
    return c == '\uFFFD' || Character.isSurrogate(c);
  }

  /// A query parameter that is a whole number; `fallback` if it is not there.
  long whole(String name, long min, long max, long fallback) throws Refused {
    String value = query.get(name);
    return value == null ? fallback : whole(name, value, min, max);
  }

  static long whole(String name, String value, long min, long max) throws Refused {
    try {
      if (value.matches("[0-9]{1,19}")) {
        long number = Long.parseLong(value);
        if (number >= min && number <= max) {
          return number;
        }
      }
    } catch (NumberFormatException tooLarge) {
      // Refused like any other number that is too large.
    }
    String allowed =
        max == Long.MAX_VALUE
            ? "a whole number from " + min + " on"
            : "a whole number from " + min + " to " + max;
    throw new Refused(Problem.invalid(name, "is " + Problem.shown(value), allowed));
  }

  /// The body, which has to be there.
  Fields fields() throws Refused {
    return Fields.of(header(HttpHeaders.CONTENT_TYPE), body);
  }

  /// The body, or one without members where there is none.
  Fields fieldsIfAny() throws Refused {
    return body.length == 0 ? Fields.none() : fields();
  }
}
