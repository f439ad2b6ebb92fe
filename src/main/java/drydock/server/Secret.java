package drydock.server;

/// A text that no log, error or listing may show.
public record Secret(String value) {

  @Override
  public String toString() {
    return "…";
  }
}
