package drydock.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a request was refused, in the form of RFC 9457. A refusal changes nothing.
///
/// @param field what of the request is meant: a parameter, a member of the body, a header
/// @param allowed what would do instead
record Problem(Kind kind, String detail, @Nullable String field, @Nullable String allowed) {

  enum Kind {
    INVALID(400, "The request is not valid"),
    UNAUTHORIZED(401, "A token is needed"),
    FORBIDDEN(403, "Not for web pages of elsewhere"),
    NOT_FOUND(404, "There is no such thing"),
    WRONG_METHOD(405, "Not with this method"),
    REFUSED(409, "The world as it is does not allow this"),
    NOT_MANUAL(409, "The clock is not moved by hand"),
    RESET(409, "The world was begun anew"),
    INTERNAL(500, "Something went wrong"),
    NOT_IMPLEMENTED(501, "Not implemented yet"),
    BUSY(503, "Too much at once"),
    UNAVAILABLE(503, "Not available now");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    int status() {
      return status;
    }
  }

  /// The members of the answer.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Members(
      String type,
      String title,
      int status,
      String detail,
      @Nullable String field,
      @Nullable String allowed) {}

  static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, null, null);
  }

  /// A field with something in it that is not allowed.
  static Problem invalid(String field, String what, String allowed) {
    return of(Kind.INVALID, field, what, allowed);
  }

  static Problem of(Kind kind, String field, String what, String allowed) {
    return new Problem(kind, field + " " + what + "; allowed: " + allowed, field, allowed);
  }

  Members members() {
    String type = "urn:drydock:problem:" + kind.name().toLowerCase(Locale.ROOT);
    return new Members(type.replace('_', '-'), kind.title, kind.status, detail, field, allowed);
  }

  /// A text of a stranger, short and without line breaks, to be shown to him.
  static String shown(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return "\"" + (line.length() > 80 ? line.substring(0, 80) + "…" : line) + "\"";
  }
}
