package drydock.provider.tencent;

import java.util.List;

/// One parameter as it is declared: enough to validate what arrives under its name and to describe
/// it to people.
public record Parameter(String name, Type type, Presence presence, Notes notes) {

  /// Whether a request must carry it.
  public sealed interface Presence {
    record Required() implements Presence {}

    record Optional() implements Presence {}

    /// Taken for a request that does not carry it.
    record Default(String value) implements Presence {}

    /// Required when another parameter of the same object has one of these values.
    record RequiredWhen(String other, List<String> values) implements Presence {}
  }

  /// What does not bear on the value: the sentence of the reference, other spellings that clients
  /// send (the name itself wins over them, and earlier ones over later), whether the value must not
  /// be shown, logged or kept, and what is answered to one that will not do.
  public record Notes(String description, List<String> aliases, boolean secret, ErrorCode code) {}

  public Parameter {
    if (presence instanceof Presence.Default(String value) && Values.parse(type, value) == null) {
      throw new IllegalArgumentException(
          name + ": the default " + value + " is not " + type.allowed());
    }
  }

  public static Parameter required(String name, Type type) {
    return new Parameter(name, type, new Presence.Required(), NONE);
  }

  public static Parameter optional(String name, Type type) {
    return new Parameter(name, type, new Presence.Optional(), NONE);
  }

  public Parameter byDefault(String value) {
    return new Parameter(name, type, new Presence.Default(value), notes);
  }

  public Parameter byDefault(long value) {
    return byDefault(Long.toString(value));
  }

  /// Required when `other`, a parameter of the same object, has one of these values (its default
  /// counts).
  public Parameter requiredWhen(String other, String... values) {
    return new Parameter(name, type, new Presence.RequiredWhen(other, List.of(values)), notes);
  }

  public Parameter says(String description) {
    return with(new Notes(description, notes.aliases(), notes.secret(), notes.code()));
  }

  public Parameter alias(String... others) {
    return with(new Notes(notes.description(), List.of(others), notes.secret(), notes.code()));
  }

  public Parameter secret() {
    return with(new Notes(notes.description(), notes.aliases(), true, notes.code()));
  }

  /// A value that will not do is answered with a code of its own.
  public Parameter refusedAs(ErrorCode code) {
    return with(new Notes(notes.description(), notes.aliases(), notes.secret(), code));
  }

  private Parameter with(Notes others) {
    return new Parameter(name, type, presence, others);
  }

  private static final Notes NONE = new Notes("", List.of(), false, ErrorCode.INVALID_PARAMETER);
}
