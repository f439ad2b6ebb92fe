package drydock.cluster;

/// Whether the Kubernetes API of a cluster can be reached from outside its network, and where.
///
/// @param address public; empty where there is none
public record ApiEndpoint(Phase phase, String address) {

  public enum Phase {
    CLOSED,
    OPENING,
    OPEN,
    CLOSING
  }

  static final ApiEndpoint NONE = new ApiEndpoint(Phase.CLOSED, "");

  ApiEndpoint in(Phase next) {
    return new ApiEndpoint(next, address);
  }

  /// Whether it is on its way to being open or closed.
  boolean moving() {
    return phase == Phase.OPENING || phase == Phase.CLOSING;
  }
}
