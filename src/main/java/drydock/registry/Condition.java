package drydock.registry;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which tags a trigger heeds (API document, ModifyUpdateServiceTrigger).
///
/// @param expression empty for `ALL`; tags with `;` between them for `TAG_LIST`; a regular
///   expression that is found in the tag for `REGEX`
public record Condition(Method method, String expression) {

  public enum Method {
    ALL,
    TAG_LIST,
    REGEX
  }

  public static final int EXPRESSION_MAX = 1_000;

  boolean heeds(String tag) {
    return switch (method) {
      case ALL -> true;
      case TAG_LIST -> tags().contains(tag);
      case REGEX -> TagPattern.compile(expression).found(tag);
    };
  }

  /// Why this is no condition; null if it is one.
  @Nullable String fault() {
    return switch (method) {
      case ALL -> expression.isEmpty() ? null : "invokeExpr must be empty when invokeMethod is all";
      case TAG_LIST -> faultOfList();
      case REGEX -> faultOfPattern();
    };
  }

  private @Nullable String faultOfList() {
    for (String tag : tags()) {
      if (!tag.matches(ImageName.TAG)) {
        return "invokeExpr names what cannot be a tag; allowed are tags with ; between them: v1;v2";
      }
    }
    return tags().isEmpty() ? "invokeExpr is required when invokeMethod is taglist" : null;
  }

  private @Nullable String faultOfPattern() {
    if (expression.isEmpty()) {
      return "invokeExpr is required when invokeMethod is regex";
    }
    try {
      TagPattern.compile(expression);
      return null;
    } catch (TagPattern.Unreadable why) {
      return "invokeExpr is no regular expression: " + why.getMessage();
    }
  }

  private List<String> tags() {
    return Arrays.stream(expression.split(";", -1))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }
}
