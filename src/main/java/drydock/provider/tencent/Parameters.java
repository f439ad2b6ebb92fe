package drydock.provider.tencent;

import java.util.List;
import java.util.Map;

/// What an action takes: declared once, and used to validate requests and to describe the action to
/// people. Parameters that are not declared are ignored, as the real service did.
public final class Parameters {

  /// What became of a request's parameters.
  public sealed interface Bound {
    record Accepted(Arguments arguments) implements Bound {}

    /// All that is wrong, in the order of the declaration, up to [Binding#VIOLATIONS_MAX]; at least
    /// one.
    record Refused(List<Violation> violations) implements Bound {}
  }

  private final Type.Struct struct;

  private Parameters(Type.Struct struct) {
    this.struct = struct;
  }

  public static Parameters of(Parameter... parameters) {
    return new Parameters(Type.object(parameters));
  }

  public static Parameters none() {
    return of();
  }

  /// The same parameters with what must hold between them.
  public Parameters with(Rule... rules) {
    return new Parameters(struct.with(rules));
  }

  /// In the order they were declared.
  public List<Parameter> declared() {
    return struct.parameters();
  }

  public List<Rule> rules() {
    return struct.rules();
  }

  /// Never throws, whatever the fields hold; the time it takes grows with their total length only.
  public Bound bind(Map<String, String> fields) {
    return Binding.bind(struct, fields);
  }
}
