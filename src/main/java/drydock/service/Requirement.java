package drydock.service;

import java.util.List;

/// What labels must be like: those of a node, or of a pod nearby. All requirements of a list must
/// hold.
public record Requirement(String key, Operator operator, List<String> values) {

  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST,
    GREATER,
    LESS
  }
}
