package drydock.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a service is reached.
///
/// @param subnet where an internal load balancer has its address
public record Exposure(Type type, List<Port> ports, @Nullable String subnet) {

  public enum Type {
    LOAD_BALANCER,
    INTERNAL_LOAD_BALANCER,
    /// A port of every node (older revision of the API document).
    NODE_PORT,
    CLUSTER_IP,
    NONE
  }

  /// A port of the service, and where it leads.
  ///
  /// @param balancer the port that the load balancer and the service listen on
  /// @param node the port opened on every node, 0 for none
  public record Port(int balancer, int container, int node, Protocol protocol) {

    Port on(int other) {
      return new Port(balancer, container, other, protocol);
    }
  }

  public enum Protocol {
    TCP,
    UDP
  }

  /// Whether its ports are open on every node.
  boolean onNodes() {
    return balanced() || type == Type.NODE_PORT;
  }

  public boolean balanced() {
    return type == Type.LOAD_BALANCER || type == Type.INTERNAL_LOAD_BALANCER;
  }
}
