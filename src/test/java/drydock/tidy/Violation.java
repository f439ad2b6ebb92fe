package drydock.tidy;

/// One place that breaks a rule of the house: a file and line or a class, and what is wrong there.
public record Violation(String where, String what) {

  @Override
  public String toString() {
    return where + ": " + what;
  }
}
