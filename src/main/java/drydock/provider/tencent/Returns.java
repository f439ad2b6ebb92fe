package drydock.provider.tencent;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What an action answers, declared so that it can be described to people and held against what it
/// does answer: the shape of its success, and the ways it can fail beside those that every action
/// has (a bad parameter or signature, an absent database).
public record Returns(Success success, Set<ErrorCode> errors, BadParameter badParameter) {

  /// What a success holds beside `code`, `message` and `codeDesc`.
  public sealed interface Success {
    /// A `data` object of this type.
    record Data(Class<?> shape) implements Success {}

    /// `"data": null`.
    record NullData() implements Success {}

    /// No `data` key.
    record NoData() implements Success {}

    /// The components of this type, on the top level.
    record TopLevel(Class<?> shape) implements Success {}
  }

  /// How an action tells of a parameter that is absent, and of one that is not acceptable.
  public record BadParameter(ErrorCode missing, ErrorCode invalid) {
    static final BadParameter USUAL =
        new BadParameter(ErrorCode.MISSING_PARAMETER, ErrorCode.INVALID_PARAMETER);

    /// The action's own code for what is usually told by another.
    ErrorCode of(ErrorCode usual) {
      if (usual == ErrorCode.MISSING_PARAMETER) {
        return missing;
      }
      return usual == ErrorCode.INVALID_PARAMETER ? invalid : usual;
    }
  }

  public Returns {
    Set<ErrorCode> copy = EnumSet.noneOf(ErrorCode.class);
    copy.addAll(errors);
    errors = Collections.unmodifiableSet(copy);
  }

  public static Returns data(Class<?> shape) {
    return succeeding(new Success.Data(shape));
  }

  public static Returns nullData() {
    return succeeding(new Success.NullData());
  }

  public static Returns noData() {
    return succeeding(new Success.NoData());
  }

  public static Returns topLevel(Class<?> shape) {
    return succeeding(new Success.TopLevel(shape));
  }

  private static Returns succeeding(Success success) {
    return new Returns(success, Set.of(), BadParameter.USUAL);
  }

  /// The same, where a bad parameter has codes of its own.
  public Returns badParameter(ErrorCode missing, ErrorCode invalid) {
    return new Returns(success, errors, new BadParameter(missing, invalid));
  }

  /// The same, with further ways to fail.
  public Returns or(ErrorCode... more) {
    Set<ErrorCode> all = EnumSet.noneOf(ErrorCode.class);
    all.addAll(errors);
    all.addAll(List.of(more));
    return new Returns(success, all, badParameter);
  }

  /// The ways to fail that not every action has.
  public Set<ErrorCode> failures() {
    return badParameter.equals(BadParameter.USUAL)
        ? errors
        : or(badParameter.missing(), badParameter.invalid()).errors();
  }

  /// Whether an answer is one of those declared.
  boolean hold(Answer answer) {
    return switch (answer) {
      case Answer.Data(Object data) ->
          success instanceof Success.Data(var shape) && shape.isInstance(data);
      case Answer.NullData() -> success instanceof Success.NullData;
      case Answer.NoData() -> success instanceof Success.NoData;
      case Answer.TopLevel(Object fields) ->
          success instanceof Success.TopLevel(var shape) && shape.isInstance(fields);
      case Answer.Refused(var rejection) -> mayFail(ErrorCode.of(rejection.reason()));
      case Answer.Failed(ErrorCode code, _) -> mayFail(code);
      case Answer.Unavailable(), Answer.Busy() -> true;
    };
  }

  private boolean mayFail(ErrorCode code) {
    return code == badParameter.invalid()
        || code == ErrorCode.INTERNAL_ERROR
        || errors.contains(code);
  }
}
